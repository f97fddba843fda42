// What other processes write is seen.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { at, folder, openForEachTest, store } from './store-fixture.ts'
import { makeFolder, openTestStore } from './test-store.ts'

openForEachTest()

test('[S6] a change by another process reaches whoever watches', async () => {
  const seen = Promise.withResolvers<unknown>()
  const stop = store.watch((changes) => {
    if (changes.some(({ verb }) => verb === 'upload')) seen.resolve(changes[0])
  })
  const other = await openTestStore({ root: folder.path })
  await other.upload(Buffer.from('x'), { ...at, type: 'diff' })
  expect(await seen.promise).toMatchObject({ verb: 'upload', specName: 'chat-app', taskId: '1.1' })
  stop()
  await other.close()
})

test('[S6] what a program that is not Vitrine writes is seen, too', async () => {
  await store.upload(Buffer.from('x'), { ...at, type: 'diff' })
  const other = await makeFolder()
  const elsewhere = await openTestStore({ root: other.path })
  await elsewhere.upload(Buffer.from('y'), { specName: 'copied', taskId: '1', type: 'diff' })
  await elsewhere.close()
  const seen = Promise.withResolvers<unknown>()
  const stop = store.watch((changes) => {
    for (const change of changes) if (change.specName === 'copied') seen.resolve(change)
  })
  execFileSync('cp', ['-r', join(other.path, 'copied'), folder.path])
  expect(await seen.promise).toMatchObject({ specName: 'copied', taskId: '1' })
  await expect.poll(async () => (await store.list({ filter: { specName: 'copied' } })).artifacts[0]?.facts).not.toBeNull()
  stop()
  await other.remove()
})

test('[S6] two stores on one folder never make one version twice', async () => {
  const other = await openTestStore({ root: folder.path })
  const uploads = Array.from({ length: 40 }, (_, index) =>
    (index % 2 === 0 ? store : other).upload(Buffer.from(`content ${index}`), { ...at, type: 'diff' }),
  )
  const versions = (await Promise.all(uploads)).map(({ record }) => record.version)
  expect(versions.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1))
  expect((await store.list({ limit: 1000 })).artifacts).toHaveLength(40)
  await other.close()
})
