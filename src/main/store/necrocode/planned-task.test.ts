import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ArtifactStore } from '../artifact-store.ts'
import { makeFolder, openTestStore, readText } from '../test-store.ts'

let folder: Awaited<ReturnType<typeof makeFolder>>
let store: ArtifactStore
beforeEach(async () => {
  folder = await makeFolder()
})
afterEach(async () => {
  await store.close()
  await folder.remove()
})

const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const open = async () => (store = await openTestStore({ root: folder.path }))

/** Puts an artifact's bytes in place and gives its record as the design has it. */
async function put(file: string, text: string, fields: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
  const compressed = file.endsWith('.gz')
  const stored = compressed ? gzipSync(text) : Buffer.from(text)
  await mkdir(join(folder.path, 'chat-app/1.1'), { recursive: true })
  await writeFile(join(folder.path, 'chat-app/1.1', file), stored)
  return {
    uri: `file://~/.necrocode/artifacts/chat-app/1.1/${file}`,
    task_id: '1.1',
    spec_name: 'chat-app',
    type: file.startsWith('test') ? 'test' : file.startsWith('log') ? 'log' : 'diff',
    size: stored.length,
    checksum: sha256(stored),
    created_at: '2026-11-20T21:56:17.343481',
    compressed,
    original_size: compressed ? text.length : null,
    mime_type: 'text/plain',
    tags: ['t'],
    version: 1,
    metadata: { branch: 'main' },
    ...fields,
  }
}
const record = (value: unknown, at = 'chat-app/1.1') => writeFile(join(folder.path, at, 'metadata.json'), JSON.stringify(value))
const list = async () => (await store.list({ sort: 'name' })).artifacts.map(({ record: found }) => found)

test('[S13] the planned record file is read as a list, an object by URI or by type, or one record', async () => {
  const diff = await put('diff.txt', 'a diff')
  const log = await put('log.txt', 'a log')
  const { type: _diffType, ...diffFields } = diff
  const { type: _logType, ...logFields } = log
  const shapes = [
    [diff, log],
    { [String(diff['uri'])]: diff, [String(log['uri'])]: log },
    { diff: diffFields, log: logFields },
    { diff: [diffFields], log: [logFields] },
    { spec_name: 'chat-app', task_id: '1.1', artifacts: [diff, log] },
  ]
  for (const shape of shapes) {
    await record(shape)
    await open()
    for await (const progress of store.reindex({ everything: true })) void progress
    expect(await list(), JSON.stringify(shape).slice(0, 60)).toMatchObject([
      { name: 'diff', type: 'diff', specName: 'chat-app', taskId: '1.1', tags: ['t'], metadata: { branch: 'main' } },
      { name: 'log', type: 'log' },
    ])
    for (const { uri, name } of await list()) expect(await readText(await store.download(uri))).toBe(`a ${name}`)
    await store.close()
  }
  await record(diff)
  await open()
  for await (const progress of store.reindex({ everything: true })) void progress
  expect(await list()).toMatchObject([{ name: 'diff' }])
})

test('[S13] a planned checksum of the stored bytes is as good as one of the raw ones', async () => {
  const ofStored = await put('diff.txt.gz', 'the raw text', { original_size: null })
  const ofRaw = await put('log.txt.gz', 'other text', { checksum: sha256('other text') })
  const wrong = await put('test-result.json.gz', '{}', { checksum: sha256('something else') })
  await record([ofStored, ofRaw, wrong])
  await open()
  const records = await list()
  expect(records.map(({ name, checksum, originalSize }) => [name, checksum, originalSize])).toEqual([
    ['diff', sha256('the raw text'), 12],
    ['log', sha256('other text'), 10],
    ['test-result', sha256('something else'), 2],
  ])
  expect(await readText(await store.download(records[0]?.uri ?? ''))).toBe('the raw text')
  expect(await readText(await store.download(records[1]?.uri ?? ''))).toBe('other text')
  await expect(store.download(records[2]?.uri ?? '')).rejects.toMatchObject({ code: 'artifact.corrupt' })
})

test('[S13] planned names, versions and compressed bytes that its records do not spell out are found', async () => {
  const changes = await put('changes.diff', 'named', { type: 'diff' })
  const second = await put('diff.v2.txt', 'second', { version: 2 })
  const zipped = { ...(await put('log.txt.gz', 'zipped')), uri: 'file:///elsewhere/chat-app/1.1/log.txt' }
  await record([changes, second, zipped])
  await open()
  const records = await list()
  expect(records.map(({ name, version, uri }) => [name, version, uri.split('/').at(-1)])).toEqual([
    ['changes.diff', 1, 'changes.diff'],
    ['diff', 2, 'diff.v2.txt'],
    ['log', 1, 'log.txt.gz'],
  ])
  expect(await Promise.all(records.map(async ({ uri }) => readText(await store.download(uri))))).toEqual(['named', 'second', 'zipped'])
})

test('[S13] [S8] planned artifacts are deleted, restored and added to, and then our record file is the truth', async () => {
  await record([await put('diff.txt.gz', 'planned'), { note: 'no record at all' }])
  await open()
  expect((await store.info()).problems).toHaveLength(1)
  const [before] = await list()
  const [deleted] = await store.delete([before?.uri ?? ''])
  expect(await list()).toEqual([])
  await store.restore([deleted?.trashId ?? ''])
  expect(await list()).toEqual([before])
  const { record: next } = await store.upload(Buffer.from('next'), { specName: 'chat-app', taskId: '1.1', type: 'diff' })
  expect(next.version).toBe(2)
  for await (const progress of store.reindex({ everything: true })) void progress
  expect((await list()).map(({ version }) => version)).toEqual([1, 2])
  expect((await store.info()).problems).toHaveLength(1)
})

test('[S13] a planned record cannot lead out of its folder', async () => {
  await record([
    await put('diff.txt', 'x', { uri: 'file:///x/..' }),
    await put('log.txt', 'y', { uri: 'file:///x/metadata.json' }),
    await put('log.txt', 'y', { uri: String.raw`file://C:\x\..` }),
  ])
  await open()
  expect(await list()).toEqual([])
  expect((await store.info()).problems).toHaveLength(3)
})

test('[S13] a planned task under raw names is read where it lies', async () => {
  await mkdir(join(folder.path, 'a:b/1'), { recursive: true })
  await writeFile(join(folder.path, 'a:b/1/diff.txt'), 'raw')
  const fields = await put('unused.txt', 'raw', { spec_name: 'a:b', task_id: '1', uri: 'file:///x/a:b/1/diff.txt' })
  await record([fields], 'a:b/1')
  await open()
  const [found] = await list()
  expect(found).toMatchObject({ specName: 'a:b', taskId: '1', name: 'diff' })
  expect(await readText(await store.download(found?.uri ?? ''))).toBe('raw')
  const [deleted] = await store.delete([found?.uri ?? ''])
  await store.restore([deleted?.trashId ?? ''])
  expect(await readText(await store.download((await list())[0]?.uri ?? ''))).toBe('raw')
})

test('[S12] a metadata.json that is no record file is named and left alone', async () => {
  await mkdir(join(folder.path, 'chat-app/1.1'), { recursive: true })
  for (const value of ['text', 5, { name: 'some package' }, [1, 2], { format: 0, artifacts: [] }]) {
    await record(value)
    await open()
    for await (const progress of store.reindex({ everything: true })) void progress
    expect((await store.info()).problems, JSON.stringify(value)).toMatchObject([{ key: 'chat-app/1.1/metadata.json' }])
    await store.close()
  }
  await open()
})
