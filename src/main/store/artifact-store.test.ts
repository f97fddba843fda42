import { createHash } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { cp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ArtifactStore } from './artifact-store.ts'
import { makeFolder, openTestStore, readText } from './test-store.ts'

let folder: Awaited<ReturnType<typeof makeFolder>>
let store: ArtifactStore
const open = async (settings = {}) => (store = await openTestStore({ root: folder.path, settings }))
const reopen = async (settings = {}) => {
  await store.close()
  return open(settings)
}
const at = { specName: 'chat-app', taskId: '1.1' }
const text = (length: number) => Buffer.from('a line of text that shrinks\n'.repeat(Math.ceil(length / 28))).subarray(0, length)

beforeEach(async () => {
  folder = await makeFolder()
  await open()
})
afterEach(async () => {
  await store.close()
  await folder.remove()
})

async function* pieces(...parts: (string | Uint8Array)[]) {
  for (const part of parts) yield Buffer.from(part)
}

test('[S1] a store can be read with ls, zcat and jq', async () => {
  await store.upload(text(5000), { ...at, type: 'diff' })
  expect((await readdir(join(folder.path, 'chat-app/1.1'))).toSorted()).toEqual(['diff.txt.zst', 'metadata.json'])
  const json = JSON.parse(await readFile(join(folder.path, 'chat-app/1.1/metadata.json'), 'utf8'))
  expect(json.artifacts[0]).toMatchObject({
    task_id: '1.1',
    spec_name: 'chat-app',
    type: 'diff',
    name: 'diff',
    original_size: 5000,
    version: 1,
    file: 'diff.txt.zst',
  })
})

test('[S3] a record says what was stored', async () => {
  const content = text(3000)
  const { record, isNew } = await store.upload(content, { ...at, type: 'log', tags: ['a', 'b', 'a'], metadata: { agent: 'x', n: 1 } })
  expect(isNew).toBe(true)
  expect(record).toMatchObject({
    uri: `file://${folder.path}/chat-app/1.1/log.txt.zst`,
    originalSize: 3000,
    checksum: createHash('sha256').update(content).digest('hex'),
    compressed: true,
    encoding: 'zstd',
    tags: ['a', 'b'],
    version: 1,
    metadata: { agent: 'x', n: 1 },
  })
  expect(record.size).toBe((await stat(join(folder.path, 'chat-app/1.1/log.txt.zst'))).size)
  expect(await store.getSize(record.uri)).toBe(record.size)
  expect(await store.get(record.uri)).toMatchObject({ record })
})

test('[S4] what goes in comes out, whatever its size', async () => {
  for (const length of [0, 1, 28, 65_536, 1024 * 1024, 1024 * 1024 + 1, 3_500_000]) {
    const content = text(length)
    const { record } = await store.upload(content, { ...at, type: 'log', name: `log-${length}` })
    expect(await readText(await store.download(record.uri)), String(length)).toBe(content.toString())
  }
})

test('[S4] content that does not shrink is stored as it is, small or large', async () => {
  for (const length of [100, 2_500_000]) {
    const noise = crypto.getRandomValues(new Uint8Array(Math.min(length, 65_536)))
    const content = Buffer.concat(
      Array.from({ length: Math.ceil(length / noise.length) }, () => Buffer.from(crypto.getRandomValues(new Uint8Array(noise.length)))),
    ).subarray(0, length)
    const { record } = await store.upload(content, { ...at, type: 'file', name: `noise-${length}.bin` })
    expect(record).toMatchObject({ encoding: 'identity', compressed: false, size: length })
  }
})

test('[S4] a stream in odd pieces is the same artifact as its bytes at once', async () => {
  const { record } = await store.upload(pieces('he', '', 'llo', text(2_000_000)), { ...at, type: 'log' })
  const again = await store.upload(Buffer.concat([Buffer.from('hello'), text(2_000_000)]), { ...at, type: 'log' })
  expect(again).toEqual({ record, isNew: false })
})

test('[S4] the same bytes as the latest version give the same URI back', async () => {
  const first = await store.upload(Buffer.from('one'), { ...at, type: 'diff' })
  const retry = await store.upload(Buffer.from('one'), { ...at, type: 'diff' })
  expect(retry).toEqual({ record: first.record, isNew: false })
  await store.upload(Buffer.from('two'), { ...at, type: 'diff' })
  const back = await store.upload(Buffer.from('one'), { ...at, type: 'diff' })
  expect(back.record.version).toBe(3)
})

test('[S4] bytes with another checksum than promised are refused, and nothing is left', async () => {
  const upload = store.upload(Buffer.from('x'), { ...at, type: 'diff', checksum: '0'.repeat(64) })
  await expect(upload).rejects.toMatchObject({ code: 'upload.checksum-mismatch' })
  expect((await store.list()).artifacts).toEqual([])
  expect(await readdir(join(folder.path, '.vitrine/tmp'))).toEqual([])
})

test('[S4] an upload stopped half-way leaves nothing', async () => {
  const stop = new AbortController()
  const content = (async function* () {
    yield text(2_000_000)
    stop.abort()
    yield text(10)
  })()
  await expect(store.upload(content, { ...at, type: 'log', signal: stop.signal })).rejects.toMatchObject({ code: 'upload.aborted' })
  expect((await store.list()).artifacts).toEqual([])
  expect(await readdir(join(folder.path, '.vitrine/tmp'))).toEqual([])
})

test('[S4] a source that fails half-way fails the upload and leaves nothing', async () => {
  const content = (async function* () {
    yield text(2_000_000)
    throw new Error('the cable was pulled')
  })()
  await expect(store.upload(content, { ...at, type: 'log' })).rejects.toThrow('the cable was pulled')
  expect(await readdir(join(folder.path, '.vitrine/tmp'))).toEqual([])
})

test('[S2] hostile names stay inside the root', async () => {
  for (const name of ['../../escape', '/etc/passwd', 'a/../../b', '..', 'C:\\x', 'a\0b', 'long'.repeat(2000)]) {
    const { record } = await store.upload(Buffer.from(name), { specName: name, taskId: name, type: 'file', name })
    expect(record.specName).toBe(name)
    expect(await readText(await store.download(record.uri))).toBe(name)
  }
  expect((await readdir(join(folder.path, '..'))).includes('escape')).toBe(false)
  expect(await store.find(`${store.uri}/../../etc/passwd`)).toBeUndefined()
})

test('[S7] versions are made by upload, listed, and never reused', async () => {
  const uris: string[] = []
  for (const content of ['1', '2', '3']) uris.push((await store.upload(Buffer.from(content), { ...at, type: 'diff' })).record.uri)
  expect((await store.listVersions(uris[0] ?? '')).map(({ record }) => record.version)).toEqual([1, 2, 3])
  await store.delete([uris[2] ?? ''])
  await reopen()
  expect((await store.upload(Buffer.from('4'), { ...at, type: 'diff' })).record.version).toBe(4)
  await expect(store.upload(Buffer.from('5'), { ...at, type: 'diff', version: 3 })).rejects.toMatchObject({ code: 'version.retired' })
  await expect(store.upload(Buffer.from('5'), { ...at, type: 'diff', version: 4 })).rejects.toMatchObject({ code: 'artifact.exists' })
})

test('[S7] artifacts join an attempt by its number, in any order', async () => {
  expect((await store.upload(Buffer.from('b'), { ...at, type: 'log', version: 2 })).record.version).toBe(2)
  expect((await store.upload(Buffer.from('a'), { ...at, type: 'log', version: 1 })).record.version).toBe(1)
  expect((await store.upload(Buffer.from('a'), { ...at, type: 'log', version: 1 })).isNew).toBe(false)
})

test('[S7] without versioning an upload replaces version 1, whatever its encoding becomes', async () => {
  await reopen({ versioning: false })
  const first = await store.upload(text(1000), { ...at, type: 'diff' })
  const second = await store.upload(Buffer.from('tiny'), { ...at, type: 'diff' })
  expect([first.record.encoding, second.record.encoding]).toEqual(['zstd', 'identity'])
  expect((await store.list()).artifacts.map(({ record }) => record.version)).toEqual([1])
  expect(await readText(await store.download(second.record.uri))).toBe('tiny')
  expect((await readdir(join(folder.path, 'chat-app/1.1'))).toSorted()).toEqual(['diff.txt', 'metadata.json'])
})

test('[S7] content that replaces keeps one version, and still no number is reused', async () => {
  const replace = (content: string) => store.upload(Buffer.from(content), { ...at, type: 'diff', replaces: true })
  await replace('1')
  const { record, isNew } = await replace('2')
  expect([record.version, isNew, (await replace('2')).isNew]).toEqual([2, true, false])
  expect((await store.list()).artifacts).toHaveLength(1)
  expect(await readText(await store.download(record.uri))).toBe('2')
  const [deleted] = await store.delete([record.uri])
  await reopen()
  expect((await replace('3')).record.version).toBe(3)
  await store.restore([deleted?.trashId ?? ''])
  expect((await store.list({ sort: 'created' })).artifacts.map((artifact) => artifact.record.version)).toEqual([2, 3])
  expect((await readdir(join(folder.path, 'chat-app/1.1'))).toSorted()).toEqual(['diff.v2.txt', 'diff.v3.txt', 'metadata.json'])
})

test('metadata of an artifact can be changed without its content', async () => {
  const { record } = await store.upload(Buffer.from('x'), { ...at, type: 'diff', tags: ['a'], metadata: { title: 'old', agent: 'x' } })
  await store.tag(record.uri, { metadata: { title: 'new' } })
  await reopen()
  expect((await store.get(record.uri)).record).toEqual({ ...record, metadata: { title: 'new', agent: 'x' } })
})

test('[S8] restores a deleted artifact with its tags, exactly', async () => {
  const { record } = await store.upload(text(1000), { ...at, type: 'diff', tags: ['pinned', 'ü'], metadata: { a: [1, null] } })
  await store.settled()
  const before = await store.get(record.uri)
  const [deleted] = await store.delete([record.uri])
  expect(await store.exists(record.uri)).toBe(false)
  expect(await store.listTrash()).toMatchObject([{ trashId: deleted?.trashId, record }])
  await expect(store.download(record.uri)).rejects.toMatchObject({ code: 'artifact.not-found' })
  await store.restore([deleted?.trashId ?? ''])
  await store.settled()
  expect(await store.get(record.uri)).toEqual(before)
  expect(await readText(await store.download(record.uri))).toBe(text(1000).toString())
  expect(await store.listTrash()).toEqual([])
  expect((await store.upload(Buffer.from('next'), { ...at, type: 'diff' })).record.version).toBe(2)
})

test('[S8] what is there again does not keep a trashed one from coming back as the next version', async () => {
  const { record } = await store.upload(Buffer.from('first'), { ...at, type: 'diff', tags: ['kept'] })
  const [deleted] = await store.delete([record.uri])
  const [twin] = await store.restore([deleted?.trashId ?? ''])
  await store.upload(Buffer.from('second'), { ...at, type: 'diff' })
  // The same version twice: a trash that was copied back by hand.
  const [again] = await store.delete([twin?.record.uri ?? ''])
  const trash = join(folder.path, '.vitrine/trash')
  await cp(join(trash, again?.trashId ?? ''), join(trash, 'copy'), { recursive: true })
  await store.restore([again?.trashId ?? ''])
  await expect(store.restore(['copy'])).rejects.toMatchObject({ code: 'artifact.exists' })
  const [restored] = await store.restore(['copy'], { asNewVersion: true })
  expect(restored?.record).toMatchObject({ version: 3, tags: ['kept'], createdAt: record.createdAt, checksum: record.checksum })
  expect(await readText(await store.download(restored?.record.uri ?? ''))).toBe('first')
  expect((await store.listVersions(record.uri)).map(({ record }) => record.version)).toEqual([1, 2, 3])
  expect(await store.listTrash()).toEqual([])
})

test('[S8] deleting what is not there is success', async () => {
  expect(await store.delete([`${store.uri}/no/such/thing.txt`, 'rubbish', 's3://other/x/y/z'])).toEqual([])
})

test('[S8] purge is what destroys', async () => {
  const { record } = await store.upload(Buffer.from('x'), { ...at, type: 'diff' })
  const [deleted] = await store.delete([record.uri])
  await store.purge([deleted?.trashId ?? ''])
  await expect(store.restore([deleted?.trashId ?? ''])).rejects.toMatchObject({ code: 'artifact.not-found' })
})

test('[S3] a store that was moved keeps working, and an old URI resolves by its last segments', async () => {
  const { record } = await store.upload(text(500), { ...at, type: 'file', name: 'src/deep/a.txt' })
  await store.close()
  const other = await makeFolder()
  execFileSync('cp', ['-r', `${folder.path}/.`, other.path])
  await rm(join(folder.path, 'chat-app'), { recursive: true })
  store = await openTestStore({ root: other.path })
  expect((await store.get(record.uri)).record.uri).toBe(`file://${other.path}/chat-app/1.1/files/src/deep/a.txt.zst`)
  expect(await readText(await store.download(record.uri))).toBe(text(500).toString())
  await other.remove()
})

test('[S11] damage is never given as good', async () => {
  const { record } = await store.upload(text(5000), { ...at, type: 'diff' })
  const path = join(folder.path, 'chat-app/1.1/diff.txt.zst')
  const good = await readFile(path)
  const read = async (options = {}) => readText(await store.download(record.uri, options))
  for (const damage of [good.subarray(0, -3), Buffer.from('not zstd'), Buffer.concat([good, good]), Buffer.alloc(0)]) {
    await writeFile(path, damage)
    await expect(read()).rejects.toMatchObject({ code: 'artifact.corrupt', details: { uri: record.uri } })
    await expect(read({ start: 10, end: 20 })).rejects.toMatchObject({ code: 'artifact.corrupt' })
  }
  await rm(path)
  await expect(read()).rejects.toMatchObject({ code: 'artifact.corrupt', details: { reason: 'its bytes are missing' } })
  await writeFile(path, good)
  expect(await read({ start: 10, end: 20 })).toBe(text(5000).subarray(10, 20).toString())
})

test('[S11] damaged content can be deleted and restored', async () => {
  const { record } = await store.upload(text(5000), { ...at, type: 'diff' })
  await rm(join(folder.path, 'chat-app/1.1/diff.txt.zst'))
  const [deleted] = await store.delete([record.uri])
  await expect(store.restore([deleted?.trashId ?? ''])).rejects.toMatchObject({ code: 'artifact.corrupt' })
})

test('[S12] a deleted or damaged catalog comes back from the records', async () => {
  await store.upload(Buffer.from('1'), { ...at, type: 'diff', tags: ['t'] })
  await store.upload(Buffer.from('2'), { specName: 'b/c', taskId: 'ü', type: 'file', name: 'x.bin', metadata: { deep: { er: true } } })
  const before = (await store.list({ sort: 'name' })).artifacts.map(({ record }) => record)
  await store.close()
  await rm(join(folder.path, '.vitrine/catalog.db'))
  await open()
  expect((await store.list({ sort: 'name' })).artifacts.map(({ record }) => record)).toEqual(before)
  await store.close()
  await writeFile(join(folder.path, '.vitrine/catalog.db'), 'rubbish'.repeat(1000))
  await open()
  expect((await store.list({ sort: 'name' })).artifacts.map(({ record }) => record)).toEqual(before)
})

test('[S12] a half-written record file is named, and the rest keeps working', async () => {
  await store.upload(Buffer.from('1'), { ...at, type: 'diff' })
  await store.upload(Buffer.from('2'), { specName: 'other', taskId: '1', type: 'diff' })
  const path = join(folder.path, 'chat-app/1.1/metadata.json')
  await writeFile(path, (await readFile(path, 'utf8')).slice(0, 100))
  for await (const progress of store.reindex({ everything: true })) void progress
  expect((await store.list()).artifacts.map(({ record }) => record.specName)).toEqual(['other'])
  expect((await store.info()).problems).toMatchObject([{ key: 'chat-app/1.1/metadata.json' }])
  expect((await store.getTask('chat-app', '1.1')).problems).toHaveLength(1)
  await expect(store.upload(Buffer.from('3'), { ...at, type: 'diff' })).rejects.toMatchObject({ code: 'record.unreadable' })
  expect(await readdir(join(folder.path, 'chat-app/1.1'))).toContain('diff.txt')
})

test('[S12] one unreadable record does not hide the others, and survives the next write', async () => {
  await store.upload(Buffer.from('1'), { ...at, type: 'diff' })
  const path = join(folder.path, 'chat-app/1.1/metadata.json')
  const json = JSON.parse(await readFile(path, 'utf8'))
  json.artifacts.push({ name: 'odd' }, { ...json.artifacts[0], name: 'evil', file: '../../evil' })
  await writeFile(path, JSON.stringify(json))
  await store.upload(Buffer.from('2'), { ...at, type: 'log' })
  const after = JSON.parse(await readFile(path, 'utf8'))
  expect(after.artifacts).toHaveLength(4)
  expect((await store.upload(Buffer.from('3'), { ...at, type: 'file', name: 'evil' })).record.version, '[S7]').toBe(2)
  for await (const progress of store.reindex({ everything: true })) void progress
  expect((await store.list()).artifacts).toHaveLength(3)
  expect((await store.info()).problems).toHaveLength(2)
})

test('a record file of a later format is refused, not rewritten', async () => {
  await store.upload(Buffer.from('1'), { ...at, type: 'diff' })
  const path = join(folder.path, 'chat-app/1.1/metadata.json')
  const later = JSON.stringify({ ...JSON.parse(await readFile(path, 'utf8')), format: 99 })
  await writeFile(path, later)
  await expect(store.upload(Buffer.from('2'), { ...at, type: 'diff' })).rejects.toMatchObject({ code: 'store.too-new' })
  expect(await readFile(path, 'utf8')).toBe(later)
})

test('lists by spec, task, type, tag, date and text, page by page', async () => {
  for (let index = 0; index < 25; index++) {
    await store.upload(Buffer.from(String(index)), {
      specName: index % 2 === 0 ? 'even' : 'odd',
      taskId: String(index % 5),
      type: index % 3 === 0 ? 'diff' : 'log',
      name: `n${index}`,
      tags: index % 4 === 0 ? ['four'] : [],
      metadata: { agent: `agent-${index}` },
    })
  }
  const names = async (filter: object) => (await store.list({ filter, limit: 1000 })).artifacts.map(({ record }) => record.name)
  expect(await names({ specName: 'even' })).toHaveLength(13)
  expect(await names({ specName: 'even', taskId: '0' })).toEqual(['n20', 'n10', 'n0'])
  expect(await names({ types: ['diff'], tags: ['four'] })).toEqual(['n24', 'n12', 'n0'])
  expect(await names({ text: 'AGENT-24' })).toEqual(['n24'])
  expect(await names({ text: '100%' })).toEqual([])
  expect(await names({ since: '2000-01-01', until: '2001-01-01' })).toEqual([])
  const paged: string[] = []
  let cursor: string | undefined
  do {
    const page = await store.list({ sort: '-name', limit: 7, cursor })
    paged.push(...page.artifacts.map(({ record }) => record.name))
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  expect(paged).toEqual(
    Array.from({ length: 25 }, (_, index) => `n${index}`)
      .toSorted()
      .toReversed(),
  )
  await expect(store.list({ cursor: 'rubbish' })).rejects.toMatchObject({ code: 'request.invalid' })
  expect(await store.sum({ specName: 'odd' })).toMatchObject({ count: 12 })
})

test('specs and tasks come in natural order with their counts', async () => {
  for (const taskId of ['10', '2', '1']) await store.upload(Buffer.from('x'), { specName: 's', taskId, type: 'diff' })
  await store.upload(Buffer.from('y'), { specName: 's', taskId: '2', type: 'diff' })
  const [spec] = await store.listSpecs()
  expect(spec).toMatchObject({ specName: 's', artifacts: 4 })
  expect(spec?.tasks.map(({ taskId, attempts }) => [taskId, attempts])).toEqual([
    ['1', 1],
    ['2', 2],
    ['10', 1],
  ])
})

test('facts follow an upload by themselves', async () => {
  const { record } = await store.upload(Buffer.from('a\nb\n'), { ...at, type: 'file', name: 'a.txt' })
  await store.settled()
  expect((await store.get(record.uri)).facts).toMatchObject({ lines: 2 })
})

test('[S6] a change by another process reaches whoever watches', async () => {
  const seen = Promise.withResolvers<unknown>()
  const stop = store.watch((changes) => {
    if (changes.some(({ verb }) => verb === 'upload')) seen.resolve(changes[0])
  })
  const other = await openTestStore({ root: folder.path })
  await other.upload(Buffer.from('x'), { ...at, type: 'diff' })
  expect(await seen.promise).toMatchObject({ verb: 'upload', specName: 'chat-app', taskId: '1.1' })
  stop()
  await other.close()
})

test('[S6] what a program that is not Vitrine writes is seen, too', async () => {
  await store.upload(Buffer.from('x'), { ...at, type: 'diff' })
  const other = await makeFolder()
  const elsewhere = await openTestStore({ root: other.path })
  await elsewhere.upload(Buffer.from('y'), { specName: 'copied', taskId: '1', type: 'diff' })
  await elsewhere.close()
  const seen = Promise.withResolvers<unknown>()
  const stop = store.watch((changes) => {
    for (const change of changes) if (change.specName === 'copied') seen.resolve(change)
  })
  execFileSync('cp', ['-r', join(other.path, 'copied'), folder.path])
  expect(await seen.promise).toMatchObject({ specName: 'copied', taskId: '1' })
  await expect.poll(async () => (await store.list({ filter: { specName: 'copied' } })).artifacts[0]?.facts).not.toBeNull()
  stop()
  await other.remove()
})

test('[S6] two stores on one folder never make one version twice', async () => {
  const other = await openTestStore({ root: folder.path })
  const uploads = Array.from({ length: 40 }, (_, index) =>
    (index % 2 === 0 ? store : other).upload(Buffer.from(`content ${index}`), { ...at, type: 'diff' }),
  )
  const versions = (await Promise.all(uploads)).map(({ record }) => record.version)
  expect(versions.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1))
  expect((await store.list({ limit: 1000 })).artifacts).toHaveLength(40)
  await other.close()
})

test('what a session made is found by its id', async () => {
  await store.upload(Buffer.from('1'), { ...at, type: 'diff', metadata: { session: 's-1' } })
  await store.upload(Buffer.from('2'), { specName: 'other', taskId: '2', type: 'log', metadata: { session: 's-1' } })
  await store.upload(Buffer.from('3'), { ...at, type: 'log', metadata: { session: 's-2', not: 's-1' } })
  await store.upload(Buffer.from('4'), { ...at, type: 'test' })
  const found = await store.list({ filter: { session: 's-1' }, sort: 'created' })
  expect(found.artifacts.map(({ record }) => record.specName)).toEqual(['chat-app', 'other'])
})

test('tags are a set that can be added to, taken from and replaced', async () => {
  const { record } = await store.upload(Buffer.from('x'), { ...at, type: 'diff', tags: ['a'] })
  expect((await store.tag(record.uri, { add: ['b', 'a'] })).record.tags).toEqual(['a', 'b'])
  expect((await store.tag(record.uri, { remove: ['a'] })).record.tags).toEqual(['b'])
  expect((await store.tag(record.uri, { set: ['pinned'] })).record.tags).toEqual(['pinned'])
  expect((await store.list({ filter: { tags: ['pinned'] } })).artifacts).toHaveLength(1)
  expect((await store.list({ filter: { tags: ['a'] } })).artifacts).toHaveLength(0)
  await expect(store.tag(`${store.uri}/a/b/c`, { add: ['x'] })).rejects.toMatchObject({ code: 'artifact.not-found' })
})
