import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ArtifactStore } from '../store/artifact-store.ts'
import { makeFolder, openTestStore } from '../store/test-store.ts'
import { cleanUpWhenDue } from './cleanup-schedule.ts'
import { createJobs, type Jobs } from './jobs.ts'

const hourMs = 60 * 60 * 1000
let clock = Date.parse('2026-11-01T00:00:00.000Z')
let folder: Awaited<ReturnType<typeof makeFolder>>
let store: ArtifactStore
let jobs: Jobs
beforeEach(async () => {
  folder = await makeFolder()
  store = await openTestStore({ root: folder.path, parts: { now: () => new Date(clock) } })
  jobs = createJobs()
  for (const content of ['1', '2', '3'])
    await store.upload(Buffer.from(content), { specName: 's', taskId: '1', type: 'log', createdAt: '2026-01-01T00:00:00.000Z' })
})
afterEach(async () => {
  await jobs.close()
  await store.close()
  await folder.remove()
})

const look = async (hours: number) => {
  const jobId = await cleanUpWhenDue(store, jobs, hours, new Date(clock))
  for await (const list of jobs.watch(undefined)) if (list.every(({ state }) => state !== 'running')) break
  return jobId
}

test('[S9] a scheduled cleanup follows the store’s own policy, leaves a receipt, and runs again only after its hours', async () => {
  expect(await look(24)).toBeDefined()
  expect((await store.info()).artifacts).toBe(1)
  expect(await store.listReceipts()).toMatchObject([{ state: 'done', deleted: 2 }])
  await store.restore((await store.listTrash()).map(({ trashId }) => trashId))
  clock += 23 * hourMs
  expect(await look(24)).toBeUndefined()
  clock += 2 * hourMs
  expect(await look(24)).toBeDefined()
  expect(await store.listReceipts()).toHaveLength(2)
})

test('without a schedule, or with nothing due, nothing runs and no receipt is left', async () => {
  expect(await look(0)).toBeUndefined()
  await store.delete((await store.list()).artifacts.map(({ record }) => record.uri))
  expect(await look(24)).toBeUndefined()
  expect(await store.listReceipts()).toEqual([])
})
