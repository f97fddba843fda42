// [S5] [S6] in a bucket: machines that share it while the network fails each of them at random.
import { beforeAll, expect, test } from 'vitest'
import { toVitrineError } from '../../shared/errors.ts'
import { pace } from '../backends/bucket/retry.ts'
import { type Fault, type FaultProxy, startFaultProxy } from '../backends/servers/fault-proxy.ts'
import { startGcsServer } from '../backends/servers/gcs-server.ts'
import { openGcsAt } from '../backends/servers/gcs-store.ts'
import { startS3Server } from '../backends/servers/s3-server.ts'
import { openS3At } from '../backends/servers/s3-store.ts'
import { type StorageBackend } from './backend.ts'
import { openTestStore } from './test-store.ts'
import { Actor } from './torture/deeds.ts'
import { inspectBucket } from './torture/inspect-bucket.ts'
import { openLedger } from './torture/ledger.ts'
import { chooseSeed, openRandom, type Random } from './torture/random.ts'

interface Service {
  endpoint: string
  open: (endpoint: string) => Promise<StorageBackend>
  stop: () => Promise<void>
}

const services: Record<string, () => Promise<Service>> = {
  S3: async () => {
    const server = await startS3Server()
    return { ...server, open: (endpoint) => openS3At({ ...server, endpoint }) }
  },
  GCS: async () => {
    const server = await startGcsServer()
    return { ...server, open: (endpoint) => openGcsAt({ endpoint }) }
  },
}

beforeAll(() => {
  Object.assign(pace, { firstPauseMs: 4, longestPauseMs: 200 })
})

const faults = (random: Random): Fault =>
  random.pick<Fault>([
    { kind: 'answer', status: 503 },
    { kind: 'answer', status: 500 },
    { kind: 'cut-request', afterBytes: random.integer(400) },
    { kind: 'cut-answer', afterBytes: random.integer(400) },
    { kind: 'lose-answer' },
    { kind: 'lose-answer' },
    { kind: 'delay', delayMs: random.integer(30) },
  ])

/** Faults among the next so many requests of a machine. */
function disturb(proxy: FaultProxy, random: Random, requests: number): void {
  for (let after = random.integer(4); after < requests; after += 1 + random.integer(6))
    proxy.inject(faults(random), { after, times: 1 + random.integer(2) })
}

test.for(Object.entries(services))(
  '[S6] machines that share a bucket of %s lose nothing, whatever the network does to them',
  async ([, start]) => {
    const seed = chooseSeed()
    const random = openRandom(seed)
    const service = await start()
    const ledger = openLedger({ versioning: true })
    const proxies = await Promise.all([1, 2, 3].map(() => startFaultProxy(service.endpoint)))
    const machines = await Promise.all(
      proxies.map(async ({ endpoint }) => openTestStore({ root: '', parts: { backend: await service.open(endpoint) } })),
    )
    let done = 0
    const failures: string[] = []
    const attempt = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
      try {
        const result = await work()
        done++
        return result
      } catch (error) {
        failures.push(toVitrineError(error).code)
        return undefined
      }
    }
    for (let round = 0; round < 6; round++) {
      for (const proxy of proxies) disturb(proxy, random, 60)
      await Promise.all(
        machines.map(async (store, machine) => {
          const choices = random.fork(`${round} ${machine}`)
          const actor = new Actor(choices.pick(['1', '2']), ledger, choices)
          const mine = await attempt(() => actor.put(store, choices.pick(['a', 'b'])))
          const other = await attempt(() => actor.put(store, `own ${machine}`, actor.bytes({ text: choices.chance(0.3) })))
          if (mine !== undefined) await attempt(() => actor.tag(store, mine))
          if (other !== undefined && choices.chance(0.5)) {
            const trashIds = await attempt(() => actor.delete(store, [other]))
            if (trashIds !== undefined && trashIds.length > 0 && choices.chance(0.6))
              await attempt(() => actor.restore(store, [other], trashIds))
          }
        }),
      )
      for (const proxy of proxies) proxy.clear()
      // The next writer of each task settles what could not be settled.
      const calm = new Actor('1', ledger, random)
      for (const store of machines) await calm.put(store, 'calm')
      for (const store of machines) await new Actor('2', ledger, random).put(store, 'calm')
      const backend = await service.open(service.endpoint)
      const newcomer = await openTestStore({ root: '', parts: { backend } })
      expect(ledger.compare(await inspectBucket(newcomer, backend)), `TEST_SEED=${seed}, round ${round}`).toEqual([])
      await newcomer.close()
    }
    // What failed in spite of all tries was told as what it was.
    expect(
      failures.filter((code) => code !== 'store.unreachable'),
      `TEST_SEED=${seed}`,
    ).toEqual([])
    expect(done).toBeGreaterThan(failures.length)
    expect(proxies.reduce((sum, { hits }) => sum + hits, 0)).toBeGreaterThan(40)
    await Promise.all([...machines.map((store) => store.close()), ...proxies.map(({ stop }) => stop())])
    await service.stop()
  },
)
