import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { artifactTypes } from '../../../shared/artifact.ts'
import { blobSpecName } from '../../../shared/reserved-spec.ts'
import { type RetentionPolicy } from '../../../shared/retention.ts'
import { type ArtifactStore } from '../artifact-store.ts'
import { defaultSettings } from '../store-settings.ts'
import { finish, makeFolder, openTestStore } from '../test-store.ts'
import { addToPlan, emptyPlan, isOldEnough } from './plan-retention.ts'

const dayMs = 24 * 60 * 60 * 1000
const start = Date.parse('2026-01-01T00:00:00.000Z')
const policyWith = (keep: Partial<RetentionPolicy['keep']>): RetentionPolicy => ({
  ...defaultSettings.retention,
  keep: { pinned: true, newest: 0, unreviewed: false, tags: [], ...keep },
})

let folder: Awaited<ReturnType<typeof makeFolder>>
let store: ArtifactStore
let clock = start
beforeEach(async () => {
  clock = start
  folder = await makeFolder()
  store = await openTestStore({ root: folder.path, parts: { now: () => new Date(clock) } })
})
afterEach(async () => {
  await store.close()
  await folder.remove()
})

const put = async (
  type: 'diff' | 'log' | 'test',
  options: { content?: string; taskId?: string; tags?: string[]; metadata?: Record<string, never> | { review: { verdict: string } } } = {},
) =>
  (
    await store.upload(Buffer.from(options.content ?? type), {
      specName: 's',
      taskId: options.taskId ?? '1',
      type,
      tags: options.tags,
      metadata: options.metadata,
    })
  ).record
const apply = (plan: Parameters<ArtifactStore['applyCleanup']>[0], options = {}) => finish(store.applyCleanup(plan, options))

test('[S9] an artifact is due strictly after its type’s days', async () => {
  await put('log')
  const dueAt = async (now: number) => (await store.planCleanup({ policy: policyWith({}), now: new Date(now) })).due.length
  expect(await dueAt(start + 7 * dayMs)).toBe(0)
  expect(await dueAt(start + 7 * dayMs + 1)).toBe(1)
})

test('[S9] what becomes due after a moment is what a later plan lists and one for that moment does not', async () => {
  for (const day of [0, 2, 7, 9]) {
    clock = start + day * dayMs
    await put('log', { taskId: `${day}`, content: `${day}` })
    await put('diff', { taskId: `${day}`, content: `${day}` })
    await put('test', { taskId: `${day}`, content: `${day}`, tags: day === 2 ? ['pinned'] : [] })
  }
  const policy = policyWith({})
  const urisOf = (plan: Awaited<ReturnType<typeof store.planCleanup>>) => plan.due.map(({ uri }) => uri)
  for (const day of [7, 9, 14, 16]) {
    const since = new Date(start + day * dayMs)
    const now = new Date(since.getTime() + 7 * dayMs)
    const [before, after] = [await store.planCleanup({ policy, now: since }), await store.planCleanup({ policy, now })]
    const between = urisOf(await store.planCleanup({ policy, now, since }))
    expect(between.length).toBeGreaterThan(0)
    expect([...urisOf(before), ...between].toSorted()).toEqual(urisOf(after).toSorted())
  }
})

test('[S9] a plan that nobody waits for any more is not made to its end', async () => {
  await put('log')
  const gone = new AbortController()
  const plan = store.planCleanup({ signal: gone.signal })
  gone.abort(new Error('the policy was changed'))
  await expect(plan).rejects.toThrow('the policy was changed')
})

test('[S9] retention never deletes early, whatever the dates', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...artifactTypes),
      fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') }),
      fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') }),
      (type, created, now) => {
        const isDue = isOldEnough({ type, createdAt: created.toISOString() }, defaultSettings.retention, now)
        expect(isDue).toBe(now.getTime() - created.getTime() > defaultSettings.retention.days[type] * dayMs)
      },
    ),
  )
})

test('[S9] the plan says what is due and why, and what is kept and why', async () => {
  await put('log', { content: '1' })
  await put('log', { content: '2', tags: ['pinned'] })
  await put('log', { content: '3', tags: ['release'] })
  await put('log', { content: '4' })
  clock += 20 * dayMs
  await put('log', { content: '5' })
  const plan = await store.planCleanup({ policy: policyWith({ newest: 2, tags: ['release'] }) })
  expect(plan.due.map(({ version, ageDays, limitDays }) => [version, ageDays, limitDays])).toEqual([[1, 20, 7]])
  expect(plan.kept.map(({ version, because }) => [version, because])).toEqual([
    [2, 'pinned'],
    [3, 'tag'],
    [4, 'newest'],
  ])
  expect(plan.freedBytes).toBe(1)
})

test('[S9] what the store keeps for its other doors has no age', async () => {
  await store.upload(Buffer.from('x'), { specName: blobSpecName, taskId: 'k', type: 'log' })
  await put('log')
  const plan = await store.planCleanup({ policy: policyWith({}), now: new Date(start + 3000 * dayMs) })
  expect([...plan.due, ...plan.kept].map(({ uri }) => uri.split('/').at(-3))).toEqual(['s'])
})

test('[S9] what nobody judged is kept when the policy says so', async () => {
  await put('log', { content: '1' })
  await put('log', { content: '2', metadata: { review: { verdict: 'approved' } } })
  const plan = await store.planCleanup({ policy: policyWith({ unreviewed: true }), now: new Date(start + 30 * dayMs) })
  expect(plan.due.map(({ version }) => version)).toEqual([2])
  expect(plan.kept.map(({ because }) => because)).toEqual(['unreviewed'])
})

test('[S9] planning changes nothing and is the same for the same moment', async () => {
  for (let index = 0; index < 30; index++) await put('log', { content: String(index), taskId: String(index % 4) })
  const now = new Date(start + 30 * dayMs)
  const { planId: _a, ...first } = await store.planCleanup({ now })
  const { planId: _b, ...second } = await store.planCleanup({ now })
  expect(second).toEqual(first)
  expect(first.due).toHaveLength(26)
  expect((await store.info()).artifacts).toBe(30)
})

test('[S9] apply deletes exactly the list, to the trash, and leaves a receipt', async () => {
  const old = [await put('log', { content: '1' }), await put('test', { content: '2', taskId: '2' })]
  const plan = await store.planCleanup({ policy: policyWith({}), now: new Date(start + 20 * dayMs) })
  const later = await put('log', { content: '3' })
  const receipt = await apply(plan)
  expect(receipt).toMatchObject({ state: 'done', freedBytes: 2, skipped: [] })
  expect(receipt.deleted.map(({ uri }) => uri).toSorted()).toEqual(old.map(({ uri }) => uri).toSorted())
  expect((await store.list()).artifacts.map(({ record }) => record.uri)).toEqual([later.uri])
  expect(await store.listTrash()).toMatchObject([{ deletedBy: `cleanup:${plan.planId}` }, { deletedBy: `cleanup:${plan.planId}` }])
  expect(await store.listReceipts()).toEqual([{ ...receipt, deleted: 2, skipped: 0 }])
  expect(await store.getReceipt(plan.planId)).toEqual(receipt)
  await store.restore(receipt.deleted.map(({ trashId }) => trashId))
  expect((await store.info()).artifacts).toBe(3)
})

test('[S9] what changed since the plan is skipped and said', async () => {
  const pinned = await put('log', { content: '1' })
  const gone = await put('log', { content: '2', taskId: '2' })
  const plan = await store.planCleanup({ policy: policyWith({}), now: new Date(start + 20 * dayMs) })
  await store.tag(pinned.uri, { add: ['pinned'] })
  await store.delete([gone.uri])
  const receipt = await apply(plan)
  expect(receipt.deleted).toEqual([])
  expect(receipt.skipped).toEqual([
    { uri: pinned.uri, because: 'changed' },
    { uri: gone.uri, because: 'gone' },
  ])
  expect(await store.exists(pinned.uri)).toBe(true)
})

test('[S9] a cleanup can be cancelled and resumed', async () => {
  for (let index = 0; index < 6; index++) await put('log', { taskId: String(index) })
  const plan = await store.planCleanup({ policy: policyWith({}), now: new Date(start + 20 * dayMs) })
  const stop = new AbortController()
  const steps = store.applyCleanup(plan, { signal: stop.signal })
  await steps.next()
  stop.abort()
  const cancelled = (await steps.next()).value
  expect(cancelled).toMatchObject({ state: 'cancelled' })
  expect((await store.info()).artifacts).toBe(5)
  const resumed = await apply(plan)
  expect(resumed).toMatchObject({ state: 'done', skipped: [], freedBytes: plan.freedBytes })
  expect(resumed.deleted.map(({ uri }) => uri).toSorted()).toEqual(plan.due.map(({ uri }) => uri).toSorted())
  expect((await store.info()).artifacts).toBe(0)
  // Each names what brings it back.
  expect(await store.restore(resumed.deleted.map(({ trashId }) => trashId))).toHaveLength(6)
})

test('[S9] the receipt of a cleanup that was killed speaks of what it had deleted, once it is resumed', async () => {
  for (let index = 0; index < 4; index++) await put('log', { taskId: String(index) })
  const plan = await store.planCleanup({ policy: policyWith({}), now: new Date(start + 20 * dayMs) })
  const steps = store.applyCleanup(plan)
  await steps.next()
  // Nobody asks for the rest, nor writes a receipt of this.
  expect(await store.listReceipts()).toMatchObject([{ state: 'running', finishedAt: null, deleted: 0 }])
  expect(await apply(plan)).toMatchObject({ state: 'done', skipped: [], freedBytes: plan.freedBytes, deleted: [{}, {}, {}, {}] })
})

test('[S9] the plan is a pure function of its records, in however many pieces they come', async () => {
  for (const taskId of ['a', 'b', 'c']) await put('log', { taskId, tags: taskId === 'b' ? ['pinned'] : [] })
  const records = (await store.list()).artifacts.map(({ record }) => ({ record, versionRank: 2 }))
  const request = { planId: 'p', storeUri: store.uri, policy: policyWith({}), now: new Date('2030-01-01T00:00:00.000Z') }
  const [whole, pieces] = [emptyPlan(request), emptyPlan(request)]
  addToPlan(whole, records, request)
  for (const record of records) addToPlan(pieces, [record], request)
  expect(pieces).toEqual(whole)
  expect(whole.due.map(({ taskId }) => taskId).toSorted()).toEqual(['a', 'c'])
  expect(whole.kept).toMatchObject([{ taskId: 'b', because: 'pinned' }])
  expect(whole.freedBytes).toBe(records.reduce((sum, { record }) => sum + (record.taskId === 'b' ? 0 : record.size), 0))
})

test('[S10] an upload over the quota is refused before anything is written, and near it everyone is told', async () => {
  await store.close()
  const quota = { maxSizeBytes: 100, warnRatio: 0.8 }
  store = await openTestStore({ root: folder.path, settings: { quota, compression: { encoding: 'identity', level: 0 } } })
  await put('log', { content: 'x'.repeat(79) })
  expect((await store.info()).quota).toEqual({ maxSizeBytes: 100, usedRatio: 0.79, warnRatio: 0.8, isNear: false })
  await expect(put('log', { content: 'y'.repeat(22) })).rejects.toMatchObject({
    code: 'store.full',
    details: { reason: 'quota', neededBytes: 22, freeBytes: 21 },
  })
  await put('log', { content: 'y'.repeat(21) })
  expect((await store.info()).quota.isNear).toBe(true)
  await expect(put('log', { content: '' })).rejects.toMatchObject({ code: 'store.full' })
  const { artifacts } = await store.list()
  await store.delete(artifacts.slice(0, 1).map(({ record }) => record.uri))
  await put('log', { content: 'z' })
})
