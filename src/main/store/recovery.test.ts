import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ArtifactStore } from './artifact-store.ts'
import { makeFolder, openTestStore, readText } from './test-store.ts'
import { bury, dieAt } from './torture/dying-store.ts'

let folder: Awaited<ReturnType<typeof makeFolder>>
let store: ArtifactStore
const unversioned = { versioning: false }
const at = { specName: 's', taskId: '1', type: 'file', name: 'a' } as const

beforeEach(async () => {
  folder = await makeFolder()
  store = await openTestStore({ root: folder.path, settings: unversioned })
})
afterEach(async () => {
  await store.close()
  await bury()
  await folder.remove()
})

const put = (to: ArtifactStore, content: string, name = 'a') => to.upload(Buffer.from(content), { ...at, name })
const list = (path: string) => readdir(join(folder.path, path))
const journal = () => list('.vitrine/journal')
const reopen = async () => {
  await store.close()
  store = await openTestStore({ root: folder.path, settings: unversioned })
}

/** Lets a process die right before the first call that fits. */
async function dieBefore(call: RegExp, work: (dying: ArtifactStore) => Promise<unknown>): Promise<void> {
  expect(await dieAt(folder.path, unversioned, call, work)).toMatch(call)
}

test('[S5] what replaced an artifact and died before it was recorded gives the old bytes back', async () => {
  const { record } = await put(store, 'old')
  await dieBefore(/upload s\/1\/metadata\.json/, (dying) => put(dying, 'new'))
  await reopen()
  expect(await readText(await store.download(record.uri))).toBe('old')
  expect(await list('s/1/files')).toEqual(['a'])
  expect(await journal()).toEqual([])
})

test('[S6] who takes over a task settles first what the dead left in it, so that nothing settles it later', async () => {
  await dieBefore(/upload s\/1\/metadata\.json/, (dying) => put(dying, 'dead'))
  expect(await journal()).toHaveLength(1)
  // Of the same size as what the dead process left in the same place.
  const { record } = await put(store, 'live')
  expect(await journal()).toEqual([])
  await reopen()
  expect(await readText(await store.download(record.uri))).toBe('live')
  expect(record.checksum).toBe((await store.get(record.uri)).record.checksum)
})

test('[S11] what is half-written does not seem damaged: a reader waits for it to be settled', async () => {
  const { record } = await put(store, 'old')
  for (const call of [/stage\.commit/, /upload s\/1\/metadata\.json/]) {
    await dieBefore(call, (dying) => put(dying, 'new'))
    expect(await readText(await store.download(record.uri))).toBe('old')
    expect((await store.get(record.uri)).damage).toBeUndefined()
  }
})

test('[S5] a purge that was interrupted is finished', async () => {
  const { record } = await put(store, 'x')
  const [deleted] = await store.delete([record.uri])
  await dieBefore(/delete .*record\.json/, (dying) => dying.purge([deleted?.trashId ?? '']))
  expect(await list('.vitrine/trash')).toHaveLength(1)
  await reopen()
  expect(await list('.vitrine/trash')).toEqual([])
})

test('[S8] nothing is left in the trash of what was purged or restored', async () => {
  const trashed = async () => (await store.delete([(await put(store, 'x')).record.uri])).map(({ trashId }) => trashId)
  await store.purge(await trashed())
  await store.restore(await trashed())
  expect(await list('.vitrine/trash')).toEqual([])
})

test('[S8] an id that leads out of the trash purges nothing', async () => {
  const { record } = await put(store, 'x', 'content')
  await store.purge(['../../s/1/files', '../../s/1', '', '.', 'no-such-id'])
  expect(await readText(await store.download(record.uri))).toBe('x')
})

test('[S8] a damaged trash entry can be purged, and hides no other', async () => {
  const uris = [(await put(store, 'x')).record.uri, (await put(store, 'y', 'b')).record.uri]
  const [first, second] = await store.delete(uris)
  await writeFile(join(folder.path, '.vitrine/trash', first?.trashId ?? '', 'record.json'), '{')
  expect((await store.listTrash()).map(({ trashId }) => trashId)).toEqual([second?.trashId])
  expect((await store.pageTrash({})).damaged).toMatchObject([{ trashId: first?.trashId }])
  await store.purge([first?.trashId ?? ''])
  expect(await list('.vitrine/trash')).toEqual([second?.trashId])
})

test('[S5] a task that cannot be settled does not keep the store from opening, and is settled once it can be', async () => {
  await put(store, 'old')
  await dieBefore(/upload s\/1\/metadata\.json/, (dying) => put(dying, 'new'))
  const path = join(folder.path, 's/1/metadata.json')
  const good = await readFile(path)
  await writeFile(path, good.subarray(0, 20))
  await reopen()
  await store.upload(Buffer.from('x'), { ...at, taskId: '2' })
  await expect(put(store, 'newer')).rejects.toMatchObject({ code: 'record.unreadable' })
  expect((await journal()).map((name) => name.replace(/.*\./, '')).toSorted()).toEqual(['aside', 'json'])
  await writeFile(path, good)
  const { record } = await put(store, 'newer')
  expect(await journal()).toEqual([])
  expect(await readText(await store.download(record.uri))).toBe('newer')
})

test('[S5] an intent that cannot be read at the moment is not dropped', async () => {
  await dieBefore(/upload s\/1\/metadata\.json/, (dying) => put(dying, 'dead'))
  for (let step = 1; (await dieAt(folder.path, unversioned, step)) !== undefined; step++) {
    // Each time the opening process fails at another call.
  }
  await reopen()
  expect(await journal()).toEqual([])
  expect(await list('s/1')).toEqual([])
})

test('[S11] what lies in a task without a record is never written over', async () => {
  await mkdir(join(folder.path, 's/1/files'), { recursive: true })
  await writeFile(join(folder.path, 's/1/files/a'), 'somebody put it there')
  const { record } = await put(store, 'x')
  const [deleted] = await store.delete([record.uri])
  await writeFile(join(folder.path, record.uri.slice(store.uri.length)), 'and this too')
  const [restored] = await store.restore([deleted?.trashId ?? ''])
  expect(await readText(await store.download(restored?.record.uri ?? ''))).toBe('x')
  expect(await readFile(join(folder.path, 's/1/files/a'), 'utf8')).toBe('somebody put it there')
  expect(await readFile(join(folder.path, record.uri.slice(store.uri.length)), 'utf8')).toBe('and this too')
})
