// Scenario 5: a clock that nobody should trust.
import { join } from 'node:path'
import { type ArtifactRecord } from '../../../shared/artifact.ts'
import { type RetentionPolicy } from '../../../shared/retention.ts'
import { type ArtifactStore } from '../artifact-store.ts'
import { openTestStore } from '../test-store.ts'
import { inspectStore } from './inspect-store.ts'
import { type Random } from './random.ts'
import { type Scenario, tellFailures, type TortureOutcome } from './scenario.ts'

const steps = { short: 120, full: 3000 }
const dayMs = 24 * 60 * 60 * 1000
const policy: RetentionPolicy = {
  days: { diff: 30, log: 7, test: 14, file: 30 },
  keep: { pinned: true, newest: 0, unreviewed: false, tags: [] },
}
const names = ['a', 'b', 'c']
const types = ['diff', 'log', 'test'] as const

export const clockScenario: Scenario = {
  name: 'a jumping clock',
  rules: '[S7] [S8] [S9]',
  invariant: 'versions keep their order whatever the time is said to be, and retention deletes nothing before its time',
  run: async ({ form, random, folder }): Promise<TortureOutcome> => {
    const root = join(folder, 'store')
    const failures: string[] = []
    let clock = Date.parse('2026-11-21T08:00:00.000Z')
    const now = () => new Date(clock)
    let store = await openTestStore({ root, parts: { now } })
    const highest = new Map<string, number>()
    const counts = { jumps: 0, uploads: 0, cleanups: 0, deleted: 0 }
    for (let step = 0; step < steps[form]; step++) {
      const say = (failure: string) => failures.push(`step ${step}, at ${now().toJSON()}: ${failure}`)
      if (random.chance(0.4)) {
        clock = jump(clock, random)
        counts.jumps++
      }
      try {
        const { artifacts } = await store.list({ limit: 1000 })
        const some = artifacts.length === 0 ? undefined : random.pick(artifacts).record
        const choice = random.integer(10)
        if (choice < 6 || some === undefined) {
          counts.uploads++
          const name = random.pick(names)
          const { record } = await store.upload(random.bytes(20), { specName: 's', taskId: '1', type: random.pick(types), name })
          if (record.version <= (highest.get(name) ?? 0)) say(`version ${record.version} of ${name} came after ${highest.get(name) ?? 0}`)
          highest.set(name, record.version)
          if ((await store.get(record.uri)).record.createdAt !== record.createdAt) say('its time is not kept')
        } else if (choice === 6) await deleteAndRestore(store, some, random, say)
        else if (choice === 7) {
          const versions = (await store.listVersions(some.uri)).map(({ record }) => record.version)
          if (versions.some((version, index) => version <= (versions[index - 1] ?? 0))) say(`versions are listed as ${versions.join(', ')}`)
        } else if (choice === 8) {
          counts.cleanups++
          counts.deleted += await cleanUp(store, now(), say)
        } else {
          await store.close()
          store = await openTestStore({ root, parts: { now } })
        }
      } catch (error) {
        say(String(error))
      }
    }
    await store.settled()
    failures.push(...(await inspectStore(store, root)).problems)
    await store.close()
    return {
      figures: [
        `${counts.jumps} jumps between the years 1 and 275,760, ${counts.uploads} uploads, no version out of order`,
        `${counts.cleanups} cleanups deleted ${counts.deleted} artifacts, none early`,
      ],
      failures: tellFailures(failures),
    }
  },
}

/** Mostly somewhere near, at times to the ends of what a clock can say. */
function jump(clock: number, random: Random): number {
  const choice = random.integer(20)
  if (choice === 0) return 8.64e15
  if (choice === 1) return Date.parse('0001-01-01T00:00:00.000Z')
  if (choice === 2) return 0
  if (choice === 3) return Date.parse('2026-11-21T08:00:00.000Z')
  const far = random.pick([1, 1000, dayMs, 40 * dayMs, 4000 * dayMs]) * random.integer(10) * (random.chance(0.5) ? -1 : 1)
  return Math.min(Math.max(clock + far, -62e12), 8.64e15)
}

async function deleteAndRestore(
  store: ArtifactStore,
  { uri, version }: ArtifactRecord,
  random: Random,
  say: (failure: string) => void,
): Promise<void> {
  const [deleted] = await store.delete([uri])
  if (deleted === undefined) return say(`${uri} was there and was not deleted`)
  if (!(await store.listTrash()).some(({ trashId }) => trashId === deleted.trashId)) say('it is not in the trash')
  if (random.chance(0.5)) return
  const [restored] = await store.restore([deleted.trashId])
  if (restored?.record.version !== version) say(`version ${version} came back as ${restored?.record.version ?? 'nothing'}`)
}

async function cleanUp(store: ArtifactStore, now: Date, say: (failure: string) => void): Promise<number> {
  const before = new Map((await store.list({ limit: 1000 })).artifacts.map(({ record }) => [record.uri, record]))
  const plan = await store.planCleanup({ policy, now })
  const steps = store.applyCleanup(plan)
  for (let step = await steps.next(); ; step = await steps.next()) {
    if (step.done !== true) continue
    for (const { uri } of step.value.deleted) {
      const record = before.get(uri)
      const ageMs = record === undefined ? NaN : now.getTime() - Date.parse(record.createdAt)
      if (record === undefined || !(ageMs > policy.days[record.type] * dayMs)) say(`${uri} was deleted at an age of ${ageMs / dayMs} days`)
    }
    return step.value.deleted.length
  }
}
