import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type TrashChoice } from '../../../shared/trash.ts'
import { type ArtifactStore } from '../artifact-store.ts'
import { makeFolder, openTestStore } from '../test-store.ts'

let folder: Awaited<ReturnType<typeof makeFolder>>
let store: ArtifactStore
let now = new Date('2026-11-21T04:00:00.000Z')

const open = () => openTestStore({ root: folder.path, settings: { trashDays: 7 }, parts: { now: () => now } })

beforeEach(async () => {
  now = new Date('2026-11-21T04:00:00.000Z')
  folder = await makeFolder()
  store = await open()
})

afterEach(async () => {
  await store.close()
  await folder.remove()
})

const put = async (name: string, specName = 's') =>
  (await store.upload(Buffer.from(`content of ${name}`), { specName, taskId: '1', type: 'file', name })).record

/** Deletes so many, each a second after the one before. */
async function deleteMany(count: number): Promise<string[]> {
  const ids: string[] = []
  for (let index = 0; index < count; index++) {
    const { uri } = await put(`file-${index}.txt`, index % 2 === 0 ? 'even' : 'odd')
    now = new Date(now.getTime() + 1000)
    ids.push(...(await store.delete([uri])).map(({ trashId }) => trashId))
  }
  return ids
}

async function readAll(choice: TrashChoice = {}) {
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const page = await store.pageTrash({ choice, limit: 3, cursor })
    expect(page.trashed.length).toBeLessThanOrEqual(3)
    ids.push(...page.trashed.map(({ trashId }) => trashId))
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return ids
}

test('[S8] the trash is read in pages, the latest first, and summed without reading', async () => {
  const ids = await deleteMany(8)
  expect(await readAll()).toEqual(ids.toReversed())
  const { all, chosen, expired } = await store.pageTrash({ limit: 1 })
  const sizeBytes = (await store.listTrash()).reduce((sum, { record }) => sum + record.size, 0)
  expect([all, chosen, expired]).toEqual([
    { artifacts: 8, sizeBytes },
    { artifacts: 8, sizeBytes },
    { artifacts: 0, sizeBytes: 0 },
  ])
  expect((await store.usage()).trash).toEqual(all)
})

test('[S8] a part of the trash is chosen by text, by who deleted, by age, and not past what was seen', async () => {
  const ids = await deleteMany(6)
  expect(await readAll({ text: 'ODD' })).toEqual([ids[5], ids[3], ids[1]])
  expect(await readAll({ text: 'file-2' })).toEqual([ids[2]])
  expect(await readAll({ upTo: ids[2] ?? '' })).toEqual([ids[2], ids[1], ids[0]])
  expect(await readAll({ deletedBy: 'nobody' })).toEqual([])
  now = new Date(now.getTime() + 7 * 24 * 60 * 60 * 1000 - 2500)
  expect(await readAll({ isExpired: true })).toEqual([ids[2], ids[1], ids[0]])
  expect((await store.pageTrash({ choice: { text: 'odd' } })).expired.artifacts).toBe(1)
})

test('[S8] one version of one artifact is found among all that is deleted, the latest entry first', async () => {
  const ids = await deleteMany(6)
  const again = await store.upload(Buffer.from('more'), { specName: 'odd', taskId: '1', type: 'file', name: 'file-3.txt' })
  const [second] = await store.delete([again.record.uri])
  const artifact = { specName: 'odd', taskId: '1', name: 'file-3.txt', version: 1 }
  expect(await readAll({ artifact })).toEqual([ids[3]])
  expect(await readAll({ artifact: { ...artifact, version: 2 } })).toEqual([second?.trashId])
  expect(await readAll({ artifact: { ...artifact, specName: 'even' } })).toEqual([])
  expect(await readAll({ artifact: { ...artifact, taskId: '2' } })).toEqual([])
  expect(await readAll({ artifact: { ...artifact, name: 'file-3' } })).toEqual([])
})

test('[S12] the trash comes back with the catalog, and follows restore and purge', async () => {
  const ids = await deleteMany(5)
  await store.restore([ids[1] ?? ''])
  await store.purge([ids[3] ?? ''])
  const left = [ids[4], ids[2], ids[0]]
  expect(await readAll()).toEqual(left)
  const { all } = await store.pageTrash({})
  await store.close()
  for (const suffix of ['', '-wal', '-shm']) await rm(join(folder.path, '.vitrine/catalog.db' + suffix), { force: true })
  store = await open()
  expect(await readAll()).toEqual(left)
  expect((await store.pageTrash({})).all).toEqual(all)
})

test('[S8] what was taken out of the trash by other hands is not shown, and what they put there is', async () => {
  const ids = await deleteMany(3)
  await rm(join(folder.path, '.vitrine/trash', ids[1] ?? ''), { recursive: true })
  expect(await readAll()).toEqual([ids[2], ids[0]])
  expect((await store.pageTrash({})).all.artifacts).toBe(2)
  await mkdir(join(folder.path, '.vitrine/trash/20260101T000000000Z-aaaaaaaa'))
  await writeFile(join(folder.path, '.vitrine/trash/20260101T000000000Z-aaaaaaaa/content'), 'x')
  expect((await store.pageTrash({})).damaged).toEqual([{ trashId: '20260101T000000000Z-aaaaaaaa', reason: 'it holds only content' }])
})

test('[S8] damage in the trash is named with its reason, whatever else is there', async () => {
  const ids = await deleteMany(2)
  await writeFile(join(folder.path, '.vitrine/trash', ids[0] ?? '', 'record.json'), '{"half"')
  const { damaged, trashed, all } = await store.pageTrash({})
  expect(damaged).toEqual([{ trashId: ids[0], reason: expect.stringContaining('JSON') }])
  expect([trashed.map(({ trashId }) => trashId), all.artifacts]).toEqual([[ids[1]], 1])
})

test('[S8] an entry of another program is restored without saying its address, and one that lacks more says what, in words', async () => {
  const ids = await deleteMany(2)
  const uris = (await store.listTrash()).map(({ record }) => record.uri)
  const path = (index: number) => join(folder.path, '.vitrine/trash', ids[index] ?? '', 'record.json')
  const read = async (index: number) => JSON.parse(await readFile(path(index), 'utf8')) as { record: Record<string, unknown> }
  const entry = await read(1)
  await writeFile(path(1), JSON.stringify({ ...entry, record: { ...entry.record, uri: undefined } }))
  await writeFile(path(0), JSON.stringify({ ...(await read(0)), record: {} }))
  await store.close()
  await rm(join(folder.path, '.vitrine/catalog.db'))
  store = await open()
  const { trashed, damaged } = await store.pageTrash({})
  expect(trashed.map(({ record }) => record.uri)).toEqual(uris.slice(1))
  expect(damaged).toEqual([{ trashId: ids[0], reason: 'task_id is missing, and 13 more' }])
  expect((await store.restore([ids[1] ?? ''])).map(({ record }) => record.uri)).toEqual(uris.slice(1))
})
