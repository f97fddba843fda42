import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ArtifactStore } from '../artifact-store.ts'
import { makeFolder, openTestStore, readText } from '../test-store.ts'
import { dumps, openPythonStore } from './necrocode-fixture.ts'

let folder: Awaited<ReturnType<typeof makeFolder>>
let store: ArtifactStore
let python: ReturnType<typeof openPythonStore>
const at = { specName: 'chat-app', taskId: '1.1' }

beforeEach(async () => {
  folder = await makeFolder()
  python = openPythonStore({ root: folder.path })
})
afterEach(async () => {
  await store.close()
  await folder.remove()
})

const open = async (settings = {}) => (store = await openTestStore({ root: folder.path, settings }))
const reopen = async (settings = {}) => {
  await store.close()
  return open(settings)
}
/** As after the catalog was thrown away. */
const reopenAnew = async () => {
  await store.close()
  await rm(join(folder.path, '.vitrine/catalog.db'))
  return open()
}
const refresh = async () => {
  for await (const progress of store.reindex({ everything: false })) void progress
}
const shape = async () => (await store.list()).artifacts.map(({ record }) => `${record.taskId} ${record.name} ${record.version}`).toSorted()
const text = async (uri: string) => readText(await store.download(uri))
const readTaskFile = async (key: string) => JSON.parse(await readFile(join(folder.path, key, 'metadata.json'), 'utf8'))

test('[S13] the first write in a task adds our record file, which holds what NecroCode recorded', async () => {
  const uri = await python.upload({ text: 'theirs', tags: ['t'] })
  await open()
  expect(await readdir(join(folder.path, 'chat-app/1.1'))).toEqual(['diff.txt.gz'])
  const { record } = await store.upload(Buffer.from('ours'), { ...at, type: 'diff' })
  expect(record.version).toBe(2)
  const file = await readTaskFile('chat-app/1.1')
  expect(file.artifacts).toMatchObject([
    { file: 'diff.txt.gz', name: 'diff', version: 1, tags: ['t'], encoding: 'gzip' },
    { file: 'diff.v2.txt', name: 'diff', version: 2 },
  ])
  expect(file.necrocode).toMatchObject([{ file: 'diff.txt.gz', created_at: '2026-11-20T21:56:17.343481' }])
  await reopenAnew()
  expect(await shape()).toEqual(['1.1 diff 1', '1.1 diff 2'])
  expect(await text(uri)).toBe('theirs')
})

test('[S13] our record file stands in our folder of the task, and names the bytes where NecroCode put them', async () => {
  const uri = await python.upload({ spec: 'feature/x', task: 'a:b', text: 'raw' })
  await open()
  await store.tag(uri, { add: ['pinned'] })
  expect((await readTaskFile('feature%2Fx/a%3Ab')).artifacts).toMatchObject([{ file: '/feature/x/a:b/diff.txt.gz', tags: ['pinned'] }])
  await reopenAnew()
  expect((await store.get(uri)).record.tags).toEqual(['pinned'])
  expect(await text(uri)).toBe('raw')
  await store.upload(Buffer.from('next'), { specName: 'feature/x', taskId: 'a:b', type: 'diff' })
  expect(await shape()).toEqual(['a:b diff 1', 'a:b diff 2'])
})

test('[S13] [S8] what NecroCode stored is deleted to the trash, stays deleted, and is restored exactly', async () => {
  for (const [spec, versioned] of [
    ['chat-app', false],
    ['raw/spec', true],
  ] as const) {
    const uri = await python.upload({ spec, versioned, text: `text of ${spec}`, tags: ['a'], metadata: { n: 1 } })
    await open()
    const before = await store.get(uri)
    const [deleted] = await store.delete([uri])
    expect(await store.find(uri)).toBeUndefined()
    await refresh()
    expect(await store.find(uri)).toBeUndefined()
    await reopenAnew()
    expect(await store.find(uri)).toBeUndefined()
    const [listed] = await store.listTrash()
    expect(listed).toMatchObject({ trashId: deleted?.trashId, record: before.record })
    await store.restore([deleted?.trashId ?? ''])
    expect((await store.get(uri)).record).toEqual(before.record)
    expect(await text(uri)).toBe(`text of ${spec}`)
    await reopenAnew()
    expect((await store.get(uri)).record).toEqual(before.record)
    await store.close()
  }
  await open()
})

test('[S13] [S8] two artifacts that NecroCode gave one name and version can both be deleted and restored', async () => {
  const plain = await python.upload({ text: 'plain', compressed: false })
  const zipped = await python.upload({ text: 'zipped', createdAt: '2026-12-01T00:00:00' })
  await open()
  const deleted = await store.delete([plain, zipped])
  expect(await shape()).toEqual([])
  await store.restore(deleted.map(({ trashId }) => trashId))
  expect(await text(plain)).toBe('plain')
  expect(await text(zipped)).toBe('zipped')
})

test('[S13] what NecroCode adds to a task after our first write is seen', async () => {
  await python.upload({ text: 'first' })
  await open()
  await store.upload(Buffer.from('ours'), { ...at, type: 'log' })
  await python.upload({ type: 'test', text: '{}' })
  await refresh()
  expect(await shape()).toEqual(['1.1 diff 1', '1.1 log 1', '1.1 test-result 1'])
  await reopenAnew()
  expect(await shape()).toEqual(['1.1 diff 1', '1.1 log 1', '1.1 test-result 1'])
})

test('[S13] what NecroCode writes over after our first write is the new content', async () => {
  const uri = await python.upload({ text: 'before' })
  await open()
  await store.tag(uri, { add: ['x'] })
  await python.upload({ text: 'after', createdAt: '2026-12-01T00:00:00', tags: ['new'] })
  await refresh()
  expect(await text(uri)).toBe('after')
  expect((await store.get(uri)).record).toMatchObject({ tags: ['new'], version: 1, name: 'diff', originalSize: 5 })
  await reopenAnew()
  expect(await text(uri)).toBe('after')
})

test('[S13] what it writes over between two looks is seen by the write that comes first', async () => {
  const uri = await python.upload({ text: 'before' })
  await open()
  await store.tag(uri, { add: ['x'] })
  await python.upload({ text: 'after', createdAt: '2026-12-01T00:00:00' })
  const [deleted] = await store.delete([uri])
  await store.restore([deleted?.trashId ?? ''])
  expect(await text(uri)).toBe('after')
  expect((await store.get(uri)).record.originalSize).toBe(5)
})

test('[S13] what NecroCode stores anew under a name that was deleted here is a new artifact', async () => {
  const uri = await python.upload({ text: 'same text' })
  await open()
  await store.delete([uri])
  await python.upload({ text: 'same text', createdAt: '2026-12-01T00:00:00' })
  await refresh()
  expect(await text(uri)).toBe('same text')
  await reopenAnew()
  expect(await shape()).toEqual(['1.1 diff 1'])
})

test('[S13] a tag that Python gives what was deleted here does not bring it back', async () => {
  const uri = await python.upload({})
  await open()
  await store.delete([uri])
  await python.addTags({}, ['ghost'])
  await refresh()
  expect(await shape()).toEqual([])
})

test('[S13] what NecroCode deletes after our first write is gone here too, and its number stays used', async () => {
  const uri = await python.upload({ text: 'kept' })
  await python.upload({ type: 'log', text: 'goes' })
  await open()
  await store.tag(uri, { add: ['x'] })
  await python.delete({ type: 'log' })
  await refresh()
  expect(await shape()).toEqual(['1.1 diff 1'])
  expect((await store.upload(Buffer.from('next'), { ...at, type: 'log' })).record.version).toBe(2)
  await python.delete({})
  await reopen()
  expect(await shape()).toEqual(['1.1 log 2'])
})

test('[S13] bytes without their NecroCode record stay ours', async () => {
  const uri = await python.upload({ text: 'kept' })
  await open()
  await store.tag(uri, { add: ['x'] })
  await rm(join(folder.path, 'metadata'), { recursive: true })
  await rm(join(folder.path, 'metadata-index.json'))
  await reopenAnew()
  expect((await store.get(uri)).record.tags).toEqual(['x'])
  expect(await text(uri)).toBe('kept')
})

test('[S13] an upload never takes a number or a file that NecroCode took a moment ago', async () => {
  await python.upload({ type: 'log' })
  await open({ compression: { encoding: 'gzip', level: 6 } })
  const theirs = await python.upload({ text: 'theirs, not looked at yet' })
  const { record } = await store.upload(Buffer.from('ours '.repeat(50)), { ...at, type: 'diff' })
  expect(record.version).toBe(2)
  expect(await text(theirs)).toBe('theirs, not looked at yet')
  expect(await shape()).toEqual(['1.1 diff 1', '1.1 diff 2', '1.1 log 1'])
})

test('[S13] [S7] without versioning an upload replaces what NecroCode stored, whose old record says nothing new', async () => {
  const uri = await python.upload({ text: 'theirs '.repeat(20) })
  await open({ versioning: false, compression: { encoding: 'gzip', level: 6 } })
  const { record } = await store.upload(Buffer.from('ours '.repeat(50)), { ...at, type: 'diff' })
  expect(record).toMatchObject({ uri, version: 1 })
  await refresh()
  expect(await text(uri)).toBe('ours '.repeat(50))
  await reopenAnew()
  expect(await text(uri)).toBe('ours '.repeat(50))
  expect(await shape()).toEqual(['1.1 diff 1'])
})

test('[S13] without a mirror, nothing of NecroCode’s own is written', async () => {
  const uri = await python.upload({ text: 'theirs' })
  await open()
  const sidecar = await readFile(python.sidecarPath(uri))
  await store.tag(uri, { add: ['x'] })
  await store.upload(Buffer.from('ours'), { ...at, type: 'diff' })
  await store.delete([uri])
  for await (const progress of store.reindex({ everything: true })) void progress
  await reopen()
  expect(await readFile(python.sidecarPath(uri))).toEqual(sidecar)
  expect(await readdir(join(folder.path, 'metadata'))).toHaveLength(1)
  expect(await readFile(join(folder.path, 'metadata-index.json'), 'utf8')).toBe(dumps(python.index))
})

test('[S2] [S13] a record file cannot name bytes outside its task by NecroCode’s way of naming them', async () => {
  await python.upload({ spec: 'victim', task: '1', text: 'not yours' })
  const uri = await python.upload({ spec: 'a/b', task: '1' })
  await open()
  await store.tag(uri, { add: ['x'] })
  const path = join(folder.path, 'a%2Fb/1/metadata.json')
  const good = await readFile(path, 'utf8')
  for (const file of [
    '/victim/1/diff.txt.gz',
    '/../etc/passwd',
    '/a/b/1/../../../etc/passwd',
    '//etc/passwd',
    '/.vitrine/catalog.db',
    '/a/b/1/',
  ]) {
    await writeFile(path, good.replaceAll('"file": "/a/b/1/diff.txt.gz"', `"file": "${file}"`))
    for await (const progress of store.reindex({ everything: true })) void progress
    const inTask = (await store.getTask('a/b', '1')).problems
    expect(inTask, file).toHaveLength(1)
  }
  expect(await text(python.uriOf({ spec: 'victim', task: '1' }))).toBe('not yours')
})

test('[S5] [S13] a delete that was killed half-way leaves what NecroCode stored', async () => {
  const uri = await python.upload({ text: 'survives' })
  await open()
  await store.close()
  // As if killed after the bytes were moved: an intent of a process that is gone, and no record file of ours.
  const trash = join(folder.path, '.vitrine/trash/20261120T000000000Z-0000')
  await writeIntent({ verb: 'delete', folder: 'chat-app/1.1', items: [{ file: 'diff.txt.gz', trashId: '20261120T000000000Z-0000' }] })
  await moveInto(python.contentPath({}), trash)
  await open()
  expect(await text(uri)).toBe('survives')
  expect(await store.listTrash()).toEqual([])
})

test('[S5] [S13] what NecroCode put where a killed upload would have gone is not taken back with it', async () => {
  await python.upload({ type: 'log' })
  await open()
  const { record } = await store.upload(Buffer.from('x'), { ...at, taskId: '2', type: 'diff' })
  await store.close()
  const entry = { record: { ...record, taskId: '1.1', uri: python.uriOf({}) }, file: 'diff.txt.gz' }
  await writeIntent({ verb: 'upload', folder: 'chat-app/1.1', entry, stageId: 'gone' })
  const uri = await python.upload({ text: 'theirs' })
  await open()
  expect(await text(uri)).toBe('theirs')
})

async function writeIntent(intent: unknown): Promise<void> {
  await mkdir(join(folder.path, '.vitrine/journal'), { recursive: true })
  const owner = `${hostname().replace(/[^\w.-]/g, '_')}~999999999~1~dead`
  await writeFile(join(folder.path, `.vitrine/journal/${owner}~1.json`), JSON.stringify(intent))
}

async function moveInto(path: string, trash: string): Promise<void> {
  await mkdir(trash, { recursive: true })
  await rename(path, join(trash, 'content'))
  await writeFile(join(trash, 'record.json'), '{}')
}
