// What an upload makes: bytes, records, names and versions.
import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { at, folder, openForEachTest, reopen, store } from '../store-fixture.ts'
import { readText, shrinkingText } from '../test-store.ts'

openForEachTest()
/** It does not shrink, so there is as much of it to stage. */
const noise = (length: number) =>
  Buffer.concat(Array.from({ length: Math.ceil(length / 65_536) }, () => crypto.getRandomValues(Buffer.alloc(65_536))))

async function* pieces(...parts: (string | Uint8Array)[]) {
  for (const part of parts) yield Buffer.from(part)
}

test('[S1] a store can be read with ls, zcat and jq', async () => {
  await store.upload(shrinkingText(5000), { ...at, type: 'diff' })
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
  const content = shrinkingText(3000)
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
    const content = shrinkingText(length)
    const { record } = await store.upload(content, { ...at, type: 'log', name: `log-${length}` })
    expect(await readText(await store.download(record.uri)), String(length)).toBe(content.toString())
  }
})

test('[S4] content that does not shrink is stored as it is, small or large', async () => {
  for (const length of [100, 2_500_000]) {
    const some = crypto.getRandomValues(new Uint8Array(Math.min(length, 65_536)))
    const content = Buffer.concat(
      Array.from({ length: Math.ceil(length / some.length) }, () => Buffer.from(crypto.getRandomValues(new Uint8Array(some.length)))),
    ).subarray(0, length)
    const { record } = await store.upload(content, { ...at, type: 'file', name: `noise-${length}.bin` })
    expect(record).toMatchObject({ encoding: 'identity', compressed: false, size: length })
  }
})

test('[S4] a stream in odd pieces is the same artifact as its bytes at once', async () => {
  const { record } = await store.upload(pieces('he', '', 'llo', shrinkingText(2_000_000)), { ...at, type: 'log' })
  const again = await store.upload(Buffer.concat([Buffer.from('hello'), shrinkingText(2_000_000)]), { ...at, type: 'log' })
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
  const upload = store.upload(noise(100_000), { ...at, type: 'diff', checksum: '0'.repeat(64) })
  await expect(upload).rejects.toMatchObject({ code: 'upload.checksum-mismatch' })
  expect((await store.list()).artifacts).toEqual([])
  expect(await readdir(join(folder.path, '.vitrine/tmp'))).toEqual([])
})

test('[S4] an upload stopped half-way leaves nothing', async () => {
  const stop = new AbortController()
  const content = (async function* () {
    yield noise(3_000_000)
    stop.abort()
    yield shrinkingText(10)
  })()
  await expect(store.upload(content, { ...at, type: 'log', signal: stop.signal })).rejects.toMatchObject({ code: 'upload.aborted' })
  expect((await store.list()).artifacts).toEqual([])
  expect(await readdir(join(folder.path, '.vitrine/tmp'))).toEqual([])
})

test('[S4] a source that fails half-way fails the upload and leaves nothing', async () => {
  const content = (async function* () {
    yield noise(3_000_000)
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
  const first = await store.upload(shrinkingText(1000), { ...at, type: 'diff' })
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
