import { setTimeout as sleep } from 'node:timers/promises'
import { beforeEach, expect, test } from 'vitest'
import { openBackend } from '../backends/index.ts'
import { createOwner } from '../process-owner.ts'
import { type StorageBackend } from './backend.ts'
import { openLeases } from './leases.ts'

let backend: StorageBackend
beforeEach(async () => {
  backend = await openBackend('memory://leases', { create: true })
})

/** The calls of a backend whose answers take a while, so that owners come between each other's. */
const slowed = (): Pick<StorageBackend, 'upload' | 'delete' | 'list' | 'stat'> => ({
  upload: async (...parameters) => {
    await sleep(Math.random() * 3)
    return backend.upload(...parameters)
  },
  delete: async (key) => {
    await sleep(Math.random() * 3)
    return backend.delete(key)
  },
  list: async function* (prefix) {
    await sleep(Math.random() * 3)
    yield* backend.list(prefix)
  },
  stat: (key) => backend.stat(key),
})

test('[S6] of many owners on one lease only one works at a time', async () => {
  let working = 0
  let most = 0
  let done = 0
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      const leases = openLeases({ backend: slowed(), owner: createOwner(), waitMs: 20_000 })
      for (let turn = 0; turn < 4; turn++) {
        await leases.withLease('spec/task', async () => {
          most = Math.max(most, ++working)
          await sleep(Math.random() * 4)
          working--
          done++
        })
      }
    }),
  )
  expect([most, done]).toEqual([1, 24])
  const left: string[] = []
  for await (const { key } of backend.list('')) left.push(key)
  expect(left).toEqual([])
})

test('[S6] leases of different names do not wait for each other', async () => {
  const leases = openLeases({ backend, owner: createOwner(), waitMs: 0 })
  expect(await leases.withLease('a/1', () => leases.withLease('a/2', async () => 'both'))).toBe('both')
})

test('[S6] a lease that is not given back in time is store.locked, and names its owner', async () => {
  const holder = openLeases({ backend, owner: createOwner(), waitMs: 0 })
  const waiting = openLeases({ backend, owner: createOwner(), waitMs: 20 })
  await holder.withLease('a/1', async () => {
    await expect(waiting.withLease('a/1', async () => undefined)).rejects.toMatchObject({
      code: 'store.locked',
      details: { lock: 'a/1', owner: expect.stringContaining(String(process.pid)) },
    })
  })
  await waiting.withLease('a/1', async () => undefined)
})

test('[S6] the lease of a dead process is taken over at once, that of a silent machine after a while', async () => {
  const [host, pid] = createOwner().split('~')
  await backend.upload(`.vitrine/leases/a%2F1/${host}~${pid}~1~00000000`, Buffer.from('dead'))
  await backend.upload('.vitrine/leases/a%2F1/elsewhere~1~1~00000000', Buffer.from('silent'))
  const leases = openLeases({ backend, owner: createOwner(), waitMs: 5000, deadAfterMs: 200 })
  expect(await leases.withLease('a/1', async () => 'taken over')).toBe('taken over')
})

test('[S6] a lease is renewed while the work goes on', async () => {
  // More than a busy machine holds this process up at once, which renews and judges.
  const deadAfterMs = 1500
  const [, ...rest] = createOwner().split('~')
  const elsewhere = ['elsewhere', ...rest].join('~')
  const holder = openLeases({ backend, owner: elsewhere, waitMs: 0, deadAfterMs })
  const waiting = openLeases({ backend, owner: createOwner(), waitMs: 100, deadAfterMs })
  await holder.withLease('a/1', async () => {
    await sleep(deadAfterMs * 1.2)
    await expect(waiting.withLease('a/1', async () => undefined)).rejects.toMatchObject({ code: 'store.locked' })
  })
})

test('[S6] a lease that is just being renewed when the work ends does not stay', async () => {
  const [renewing, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let puts = 0
  const upload: StorageBackend['upload'] = async (...parameters) => {
    if (++puts > 1) {
      renewing.resolve()
      await goOn.promise
    }
    return backend.upload(...parameters)
  }
  const slowPuts = { ...slowed(), upload }
  const leases = openLeases({ backend: slowPuts, owner: createOwner(), waitMs: 0, deadAfterMs: 60 })
  const working = leases.withLease('a/1', () => renewing.promise)
  await renewing.promise
  setTimeout(goOn.resolve, 20)
  await Promise.all([working, goOn.promise])
  await sleep(0)
  const left: string[] = []
  for await (const { key } of backend.list('')) left.push(key)
  expect(left).toEqual([])
})

test('[S6] work that fails gives its lease back', async () => {
  const leases = openLeases({ backend, owner: createOwner(), waitMs: 0 })
  const failing = async () => {
    throw new Error('no')
  }
  await expect(leases.withLease('a/1', failing)).rejects.toThrow('no')
  await openLeases({ backend, owner: createOwner(), waitMs: 0 }).withLease('a/1', async () => undefined)
})
