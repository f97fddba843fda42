import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openLocalDatabases } from './catalog/local-databases.ts'
import { openChanges } from './changes.ts'

test('[S6] who stops watching while the store is looked through, and begins again, makes it no more often', async () => {
  const databases = await openLocalDatabases({ rootUri: 'memory://changes', catalog: ':memory:', locks: ':memory:' }, 'caller')
  const looks: { reject: (reason: Error) => void }[] = []
  const refresh = () => {
    const { promise, ...look } = Promise.withResolvers<void>()
    looks.push(look)
    return promise
  }
  const changes = openChanges(databases, { refresh, refreshMs: 5 })
  const stop = changes.watch(() => undefined)
  await expect.poll(() => looks.length).toBe(1)
  stop()
  changes.watch(() => undefined)
  await expect.poll(() => looks.length).toBe(2)
  looks[0]?.reject(new Error('that of before'))
  await sleep(60)
  expect(looks).toHaveLength(2)
  looks[1]?.reject(new Error('that of now'))
  await expect.poll(() => looks.length).toBe(3)
  changes.close()
  await databases.close()
})
