// [S5] [S6] in a bucket: a machine dies before each call of everything that it can do, while others go on.
import { expect, test } from 'vitest'
import { openMemoryBackend } from '../backends/memory.ts'
import { createOwner } from '../process-owner.ts'
import { type ArtifactStore } from './artifact-store.ts'
import { type ListOptions, type StorageBackend } from './backend.ts'
import { openTestStore } from './test-store.ts'
import { Actor, type Deed, deeds } from './torture/deeds.ts'
import { faultyBackend, faultyDatabases, Faults } from './torture/faults.ts'
import { inspectBucket } from './torture/inspect-bucket.ts'
import { openLedger } from './torture/ledger.ts'
import { openRandom } from './torture/random.ts'

/** More steps than any deed has. */
const mostSteps = 200
/** Above the largest number that Linux gives to a process. */
const impossiblePid = 2 ** 22 + 1

const open = (backend: StorageBackend, { versioning }: Deed, parts = {}) =>
  openTestStore({ root: '', settings: { versioning }, parts: { backend, ...parts } })

/** Does the work as a process that dies at that call. Gives the call it died before. */
async function dieAt(backend: StorageBackend, deed: Deed, step: number, work: (store: ArtifactStore) => Promise<unknown>) {
  const faults = new Faults()
  const [host = '', , ...rest] = createOwner('worldwide').split('~')
  const store = await openTestStore({
    root: '',
    settings: { versioning: deed.versioning },
    // What it looks at is of the task alone, so that its calls do not grow from step to step.
    parts: { backend, owner: [host, impossiblePid, ...rest].join('~'), freshness: 'later' },
    wrap: (given) => ({ backend: faultyBackend(given.backend, faults), databases: faultyDatabases(given.databases, faults) }),
  })
  faults.arm(step, 'die', 'EIO')
  await work(store).catch(() => undefined)
  return faults.hit
}

const aftermaths = ['nothing', 'others write', 'others write and the dead is settled while they do'] as const

test.for(deeds.map((deed, index) => [deed.name, deed, index] as const))(
  '%s on a machine that dies at any call is wholly there or wholly absent',
  async ([, deed, index]) => {
    const backend = openMemoryBackend('deaths')
    const ledger = openLedger(deed)
    const random = openRandom(7)
    let hit: string | undefined = 'a first call'
    for (let step = 1; step < mostSteps && hit !== undefined; step++) {
      // By turns, another one in each kind of work: what they do alike meets all of them.
      const aftermath = aftermaths[(step + index) % aftermaths.length]
      const actor = new Actor(`at step ${step}`, ledger, random)
      const others = await open(backend, deed)
      const work = await deed.prepare(actor, others)
      hit = await dieAt(backend, deed, step, work)
      if (aftermath !== 'nothing') {
        const settling = aftermath === 'others write' ? undefined : open(backend, deed)
        await Promise.all(['a', 'dir/a'].map((name) => actor.put(others, name)))
        await (await settling)?.close()
      }
      const newcomer = await open(backend, deed)
      expect(ledger.compare(await inspectBucket(newcomer, backend)), `${aftermath}, died at step ${step}, before ${hit}`).toEqual([])
      await Promise.all([others.close(), newcomer.close()])
    }
    expect(hit).toBeUndefined()
  },
)

test('what a machine left that nobody can ask is no obstacle, and is settled a day later', async () => {
  const backend = openMemoryBackend('elsewhere')
  const deed = deeds.find(({ name }) => name === 'a next version')
  if (deed === undefined) throw new Error('there is no such deed')
  const ledger = openLedger(deed)
  const actor = new Actor('1', ledger, openRandom(1))
  const others = await open(backend, deed)
  const work = await deed.prepare(actor, others)
  const faults = new Faults()
  const owner = createOwner('worldwide').replace(/^[^~]+/, 'elsewhere')
  const dying = await openTestStore({
    root: '',
    parts: { backend, owner, freshness: 'later' },
    wrap: (given) => ({ backend: faultyBackend(given.backend, faults), databases: given.databases }),
  })
  // Its bytes are there, its record is not.
  faults.arm(/^upload .*metadata\.json/, 'die', 'EIO')
  await work(dying).catch(() => undefined)
  const next = await actor.put(others, 'a')
  expect((await others.listVersions(next.uri)).map(({ record }) => record.version)).toEqual([1, 2])
  const left = async () => {
    const newcomer = await open(backend, deed)
    const { problems } = await inspectBucket(newcomer, backend)
    await newcomer.close()
    return problems.map((problem) => problem.replace(/~.*/, '~'))
  }
  expect(await left()).toHaveLength(2)
  const aDayLater = async function* <T extends { modifiedAt: Date }>(found: AsyncIterable<T>) {
    for await (const each of found) yield { ...each, modifiedAt: new Date(each.modifiedAt.getTime() - 25 * 60 * 60 * 1000) }
  }
  const now = { ...backend }
  Object.assign(backend, {
    list: (prefix: string, options: ListOptions) => aDayLater(now.list(prefix, options)),
    listStages: () => aDayLater(now.listStages()),
  })
  expect(await left()).toEqual([])
  await others.close()
})
