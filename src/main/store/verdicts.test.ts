import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type StoreChange } from '../../shared/change.ts'
import { groupAttempts } from '../../shared/spec.ts'
import { type ArtifactStore } from './artifact-store.ts'
import { exportZip } from './export/export-zip.ts'
import { applyImport } from './import/apply-import.ts'
import { planImport } from './import/plan-import.ts'
import { finish, makeFolder, openTestStore } from './test-store.ts'
import { bury, dieAt } from './torture/dying-store.ts'

const hour = 60 * 60 * 1000
const attempt = { specName: 'api', taskId: '1', version: 1 }
let folder: Awaited<ReturnType<typeof makeFolder>>
let clock = Date.parse('2026-11-21T08:00:00Z')
let store: ArtifactStore
const root = () => join(folder.path, 'store')
beforeEach(async () => {
  folder = await makeFolder()
  store = await openTestStore({ root: root(), parts: { now: () => new Date(clock) } })
})
afterEach(async () => {
  await store.close()
  await folder.remove()
})

const put = async (name: string, text = name, version = 1) =>
  (await store.upload(Buffer.from(text), { specName: 'api', taskId: '1', type: 'log', name, version })).record
const reviewOfAttempt = async (from = store) => {
  const { artifacts } = await from.getTask('api', '1')
  return groupAttempts(artifacts).find(({ version }) => version === 1)?.review
}

test('a verdict is in the record of every artifact of the attempt, as the format says, and in no other', async () => {
  const [a, b] = [await put('a'), await put('b')]
  await put('a', 'second try', 2)
  await store.giveVerdict(attempt, 'approved', { by: 'ada' })
  const file = JSON.parse(await readFile(join(root(), 'api/1/metadata.json'), 'utf8')) as { artifacts: { metadata: unknown }[] }
  const line = { verdict: 'approved', by: 'ada', at: new Date(clock).toISOString() }
  expect(file.artifacts.map(({ metadata }) => metadata)).toEqual([
    { review: { ...line, checksum: a.checksum, log: [{ ...line, id: expect.any(String), checksum: a.checksum }] } },
    { review: { ...line, checksum: b.checksum, log: [{ ...line, id: expect.any(String), checksum: b.checksum }] } },
    {},
  ])
})

test('taking back is one more line, and the verdict before stands again', async () => {
  await put('a')
  await store.giveVerdict(attempt, 'blocked', { by: 'ada' })
  const { standing } = await store.giveVerdict(attempt, 'approved', { by: 'bob' })
  expect(await store.takeBackVerdict(attempt, { id: standing?.id, by: 'bob' })).toMatchObject({
    standing: { verdict: 'blocked', by: 'ada' },
  })
  expect((await store.takeBackVerdict(attempt, { id: standing?.id })).log).toHaveLength(3)
  expect((await store.takeBackVerdict(attempt)).standing).toBeNull()
  await expect(store.takeBackVerdict(attempt)).rejects.toMatchObject({ code: 'verdict.not-found' })
  await expect(store.takeBackVerdict(attempt, { id: 'x' })).rejects.toMatchObject({ code: 'verdict.not-found' })
  expect((await reviewOfAttempt())?.log).toHaveLength(4)
})

test('the same verdict again on the same content writes nothing', async () => {
  await put('a')
  await store.giveVerdict(attempt, 'approved', { by: 'ada' })
  clock += hour
  expect((await store.giveVerdict(attempt, 'approved', { by: 'ada' })).log).toHaveLength(1)
  await put('b')
  expect(await reviewOfAttempt()).toMatchObject({ unseen: ['b'] })
  expect(await store.giveVerdict(attempt, 'approved', { by: 'ada' })).toMatchObject({ unseen: [], log: [{}, {}] })
})

test('the log stays in order when the clock was set back', async () => {
  await put('a')
  await store.giveVerdict(attempt, 'blocked')
  clock -= 5 * hour
  await store.giveVerdict(attempt, 'approved')
  expect(await reviewOfAttempt()).toMatchObject({
    standing: { verdict: 'approved' },
    log: [{ verdict: 'blocked' }, { verdict: 'approved' }],
  })
})

test('an attempt that is not what the reviewer saw gets no verdict, and the refusal names what differs', async () => {
  const [a, b] = [await put('a'), await put('b')]
  const seen = [a, b].map(({ name, checksum }) => ({ name, checksum }))
  await put('c')
  await expect(store.giveVerdict(attempt, 'approved', { seen })).rejects.toMatchObject({
    code: 'attempt.changed',
    details: { names: ['c'] },
  })
  await store.delete([a.uri])
  await expect(store.giveVerdict(attempt, 'approved', { seen })).rejects.toMatchObject({ details: { names: ['c', 'a'] } })
  expect((await reviewOfAttempt())?.log).toEqual([])
})

test('an attempt that is not there cannot be judged', async () => {
  await put('a')
  await expect(store.giveVerdict({ ...attempt, version: 2 }, 'approved')).rejects.toMatchObject({ code: 'artifact.not-found' })
  await expect(store.giveVerdict({ ...attempt, taskId: 'x' }, 'approved')).rejects.toMatchObject({ code: 'artifact.not-found' })
})

test('[S6] many reviewers at once lose no line', async () => {
  await put('a')
  await put('b')
  const second = await openTestStore({ root: root() })
  const names = Array.from({ length: 20 }, (_, index) => `reviewer ${index}`)
  await Promise.all(names.map((by, index) => (index % 2 === 0 ? store : second).giveVerdict(attempt, 'approved', { by })))
  await second.close()
  const review = await reviewOfAttempt()
  expect(new Set(review?.log.map(({ by }) => by))).toEqual(new Set(names))
  expect(review?.log.every((event) => event.event === 'verdict' && event.seen.length === 2)).toBe(true)
})

test('[S5] before whatever call a reviewer’s process dies, all artifacts of the attempt carry the verdict, or none', async () => {
  const judged: number[] = []
  for (let died: string | undefined = ''; died !== undefined;) {
    const place = { specName: 'api', taskId: `at step ${judged.length + 1}`, version: 1 }
    for (const name of ['a', 'b', 'c']) await store.upload(Buffer.from(name), { ...place, type: 'log', name })
    died = await dieAt(root(), {}, judged.length + 1, (dying) => dying.giveVerdict(place, 'approved'))
    const opened = await openTestStore({ root: root() })
    const { artifacts } = await opened.getTask('api', place.taskId)
    judged.push(artifacts.filter(({ record }) => record.metadata['review'] !== undefined).length)
    await opened.close()
    await bury()
  }
  expect(new Set(judged)).toEqual(new Set([0, 3]))
  expect([judged[0], judged.at(-1)]).toEqual([0, 3])
})

test('[S8] [S12] [S15] a verdict survives trash and restore, reindex, export and import', async () => {
  const { uri } = await put('a')
  await put('b')
  await store.giveVerdict(attempt, 'changes-requested', { by: 'ada' })
  const before = await reviewOfAttempt()
  const [trashed] = await store.delete([uri])
  await store.restore([trashed?.trashId ?? ''])
  expect(await reviewOfAttempt()).toEqual(before)
  await finish(store.reindex({ everything: true }))
  expect(await reviewOfAttempt()).toEqual(before)
  const archive = join(folder.path, 'export.zip')
  await finish(exportZip(store, {}, (zip) => pipeline(zip, createWriteStream(archive))))
  const other = await openTestStore({ root: join(folder.path, 'other') })
  const plan = await planImport(other, archive)
  await finish(applyImport(other, plan))
  expect(await reviewOfAttempt(other)).toEqual(before)
  await other.close()
})

test('everyone who watches is told, and search and lists know the verdict', async () => {
  await put('a')
  await put('b', 'other', 2)
  const told: StoreChange[] = []
  const stop = store.watch((changes) => told.push(...changes))
  await store.giveVerdict(attempt, 'blocked', { by: 'ada' })
  await expect.poll(() => told.map(({ verb }) => verb)).toContain('verdict')
  stop()
  const find = async (query: string) => (await store.search(query)).results.map(({ artifact }) => artifact.record.name)
  expect([await find('verdict:blocked'), await find('is:unreviewed'), await find('verdict:none verdict:blocked')]).toEqual([
    ['a'],
    ['b'],
    ['b', 'a'],
  ])
  expect((await store.search('')).facets?.verdict).toEqual([
    { value: 'blocked', count: 1 },
    { value: 'none', count: 1 },
  ])
  expect(await find('ada')).toEqual([])
})

test('[S9] a verdict that was taken back after the plan keeps its artifact, when the policy keeps what nobody judged', async () => {
  await put('a')
  await store.giveVerdict(attempt, 'approved')
  clock += 400 * 24 * hour
  const days = { diff: 0, log: 0, test: 0, file: 0 }
  const plan = await store.planCleanup({ policy: { days, keep: { pinned: true, newest: 0, unreviewed: true, tags: [] } } })
  expect(plan.due).toHaveLength(1)
  await store.takeBackVerdict(attempt)
  expect(await finish(store.applyCleanup(plan))).toMatchObject({ deleted: [], skipped: [{ because: 'changed' }] })
})
