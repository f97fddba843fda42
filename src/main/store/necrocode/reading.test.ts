import { createHash } from 'node:crypto'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { dumps, flatten, openPythonStore } from './necrocode-fixture.ts'
import { closeStore, folder, list, open, openForEachTest, python, refresh, shape, text } from './reading-fixture.ts'
import { finish } from '../test-store.ts'

openForEachTest()

test('[S13] artifacts of NecroCode are listed with everything that its records say', async () => {
  const uri = await python.upload({ text: 'a patch\n', tags: ['a', 'ü', 'a'], metadata: { branch: 'feature/x', score: 1.5 } })
  const opened = await open()
  const records = await list(opened)
  expect(records).toEqual([
    {
      uri,
      specName: 'chat-app',
      taskId: '1.1',
      type: 'diff',
      name: 'diff',
      version: 1,
      size: gzipSync('a patch\n').length,
      originalSize: 8,
      checksum: createHash('sha256').update('a patch\n').digest('hex'),
      createdAt: new Date('2026-11-20T21:56:17.343').toISOString(),
      compressed: true,
      encoding: 'gzip',
      mimeType: 'text/plain',
      tags: ['a', 'ü'],
      metadata: { branch: 'feature/x', score: 1.5 },
    },
  ])
  expect(await text(opened, uri)).toBe('a patch\n')
})

test('[S13] reading changes nothing of what NecroCode wrote', async () => {
  await python.upload({})
  const look = async () => {
    const paths = (await readdir(folder.path, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile() && !entry.parentPath.includes('.vitrine'))
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted()
    return Promise.all(paths.map(async (path) => [path, (await readFile(path)).toString('base64')]))
  }
  const before = await look()
  const opened = await open()
  await refresh(opened, true)
  await closeStore()
  expect(await look()).toEqual(before)
})

test('[S13] downloads are checked against the checksum of the raw bytes', async () => {
  const uri = await python.upload({ text: 'one\n', compressed: false })
  const opened = await open()
  expect(await text(opened, uri)).toBe('one\n')
  await writeFile(python.contentPath({ compressed: false }), 'two\n')
  await expect(text(opened, uri)).rejects.toMatchObject({ code: 'artifact.corrupt' })
})

test('[S13] a moved store is read by where it lies, and knows the URIs it had', async () => {
  const away = openPythonStore({ root: folder.path, base: '/home/agent/.necrocode/artifacts' })
  const old = await away.upload({ text: 'moved\n' })
  const deep = await away.upload({ spec: 'feature/x', task: '1', text: 'deep\n' })
  const opened = await open()
  expect((await list(opened)).map(({ uri }) => uri).toSorted()).toEqual([
    `file://${folder.path}/chat-app/1.1/diff.txt.gz`,
    `file://${folder.path}/feature/x/1/diff.txt.gz`,
  ])
  for (const [uri, content] of [
    [old, 'moved\n'],
    [deep, 'deep\n'],
    ['file://~/.necrocode/artifacts/chat-app/1.1/diff.txt.gz', 'moved\n'],
  ] as const)
    expect(await text(opened, uri), uri).toBe(content)
})

test('[S13] a store of a Windows machine is read', async () => {
  const uri = String.raw`file://C:\agents\artifacts\chat-app\1.1\diff.txt.gz`
  const here = await python.upload({ text: 'x\n' })
  const sidecar = await python.readSidecar(here)
  await rm(python.sidecarPath(here))
  await writeFile(join(folder.path, 'metadata', `${flatten(uri)}.json`), dumps({ ...sidecar, uri }))
  const opened = await open()
  expect((await list(opened)).map((record) => record.uri)).toEqual([here])
  expect(await text(opened, here)).toBe('x\n')
})

test('[S13] times without a zone are those of this machine', async () => {
  for (const [index, createdAt] of [
    '2026-07-01T12:00:00',
    '2026-07-01T12:00:00.5',
    '2026-07-01T12:00:00.123456',
    '2026-07-01T12:00:00+00:00',
  ].entries())
    await python.upload({ task: String(index), createdAt })
  process.env['TZ'] = 'Asia/Tokyo'
  const opened = await open()
  expect((await list(opened)).map(({ taskId, createdAt }) => [taskId, createdAt])).toEqual([
    ['0', '2026-07-01T03:00:00.000Z'],
    ['2', '2026-07-01T03:00:00.123Z'],
    ['1', '2026-07-01T03:00:00.500Z'],
    ['3', '2026-07-01T12:00:00.000Z'],
  ])
})

test('[S13] specs and tasks that are used raw are found under their names', async () => {
  const names = [
    ['feature/x', '1'],
    ['a', 'b/c'],
    ['metadata', '1.1'],
    ['a:b', 'c?'],
    ['50%', '%41'],
    ['ends.', ' spaces '],
    ['u\u0308ber', 'e\u0301'],
    ['metadata-index', 'locks'],
    ['double//slash', './dot'],
  ] as const
  for (const [spec, task] of names) await python.upload({ spec, task, text: `${spec} ${task}` })
  const opened = await open()
  const records = await list(opened)
  expect(records).toHaveLength(names.length)
  for (const [spec, task] of names) {
    const [record] = await list(opened, { specName: spec, taskId: task })
    expect(record?.specName).toBe(spec.normalize('NFC'))
    expect(await text(opened, record?.uri ?? '')).toBe(`${spec} ${task}`)
    expect((await opened.getTask(spec, task)).artifacts).toHaveLength(1)
  }
  expect((await opened.info()).problems).toEqual([])
  const report = await finish(opened.verify())
  expect(report).toMatchObject({ valid: names.length, corrupt: 0, missing: 0, unrecorded: 0 })
})

test('[S13] compressed and plain, versioned and not: each artifact is there once, and the newest has the name', async () => {
  await python.upload({ text: 'plain', compressed: false, createdAt: '2026-01-01T00:00:00' })
  await python.upload({ text: 'compressed', createdAt: '2026-01-02T00:00:00' })
  await python.upload({ text: 'first', version: 1, versioned: true, createdAt: '2026-01-03T00:00:00' })
  await python.upload({ text: 'second', version: 2, versioned: true, createdAt: '2026-01-04T00:00:00' })
  await python.upload({ text: 'third', version: 3, versioned: true, compressed: false, createdAt: '2026-01-05T00:00:00' })
  const opened = await open()
  expect((await list(opened)).map(({ name, version, uri }) => [name, version, uri.split('/').at(-1)])).toEqual([
    ['diff.txt', 1, 'diff.txt'],
    ['diff.txt.gz', 1, 'diff.txt.gz'],
    ['diff', 1, 'diff.v1.txt.gz'],
    ['diff', 2, 'diff.v2.txt.gz'],
    ['diff', 3, 'diff.v3.txt'],
  ])
  for (const { uri } of await list(opened)) await text(opened, uri)
  expect((await opened.listVersions(python.uriOf({ version: 2, versioned: true }))).map(({ record }) => record.version)).toEqual([1, 2, 3])
})

test('[S13] names that collide when flattened lose no artifact', async () => {
  await python.upload({ spec: 'a/b_1', task: 'x', text: 'the first' })
  await python.upload({ spec: 'a_b/1', task: 'x', text: 'the second' })
  expect(await readdir(join(folder.path, 'metadata'))).toHaveLength(1)
  const opened = await open()
  expect(shape(await list(opened))).toEqual(['a/b_1 x diff 1', 'a_b/1 x diff 1'])
  const [first] = await list(opened, { specName: 'a/b_1' })
  const [second] = await list(opened, { specName: 'a_b/1' })
  expect(await text(opened, first?.uri ?? '')).toBe('the first')
  expect(await text(opened, second?.uri ?? '')).toBe('the second')
})

test('[S13] an artifact whose bytes are gone is listed as missing and can be deleted', async () => {
  const uri = await python.upload({})
  await rm(python.contentPath({}))
  const opened = await open()
  expect(await list(opened)).toHaveLength(1)
  await expect(text(opened, uri)).rejects.toMatchObject({ code: 'artifact.corrupt', details: { isMissing: true } })
  expect(await opened.delete([uri])).toHaveLength(1)
  expect(await list(opened)).toEqual([])
})

test('[S13] records that lead out of the store, or say nothing of use, are named and do no harm', async () => {
  await python.upload({})
  const good = await python.readSidecar(python.uriOf({}))
  const bad: Record<string, unknown>[] = [
    { ...good, spec_name: '../../outside' },
    { ...good, task_id: '/etc', uri: 'file:///etc/passwd' },
    { ...good, spec_name: '.vitrine', task_id: 'trash' },
    { ...good, uri: 'file:///x/chat-app/1.1/..' },
    { ...good, uri: 'file:///x/chat-app/1.1/metadata.json' },
    { ...good, uri: 's3://bucket/chat-app/1.1/diff.txt.gz' },
    { ...good, type: 'movie' },
    { ...good, checksum: 'abc' },
    { ...good, created_at: 'yesterday' },
    { uri: 'file:///x' },
  ]
  for (const [index, sidecar] of bad.entries()) await writeFile(join(folder.path, `metadata/bad-${index}.json`), dumps(sidecar))
  await writeFile(join(folder.path, 'metadata/array.json'), '[]')
  const opened = await open()
  expect(shape(await list(opened))).toEqual(['chat-app 1.1 diff 1'])
  expect((await opened.info()).problems.map(({ key }) => key).toSorted()).toEqual(
    ['array.json', ...bad.keys().map((index) => `bad-${index}.json`)].map((name) => `metadata/${name}`).toSorted(),
  )
})

test('[S13] what Python writes that JSON does not know is read', async () => {
  const uri = await python.upload({ metadata: { note: 'NaN and "Infinity"' } })
  const path = python.sidecarPath(uri)
  const json = (await readFile(path, 'utf8')).replace('"metadata": {', '"metadata": {\n    "score": NaN,\n    "best": -Infinity,')
  await writeFile(path, json)
  const opened = await open()
  expect((await opened.get(uri)).record.metadata).toEqual({ score: null, best: null, note: 'NaN and "Infinity"' })
})

test('[S13] a record with no more than Python asks for is enough', async () => {
  const uri = await python.upload({ text: 'short record', compressed: false })
  const { task_id, spec_name, type, size, checksum, created_at } = await python.readSidecar(uri)
  const least = { uri, task_id, spec_name, type, size, checksum, created_at }
  await writeFile(python.sidecarPath(uri), dumps(least))
  const zipped = await python.upload({ type: 'log', text: 'zipped '.repeat(100) })
  const { original_size: _dropped, ...rest } = await python.readSidecar(zipped)
  await writeFile(python.sidecarPath(zipped), dumps(rest))
  const opened = await open()
  expect((await opened.get(uri)).record).toMatchObject({ originalSize: 12, mimeType: 'text/plain', tags: [], version: 1, metadata: {} })
  expect((await opened.get(zipped)).record.originalSize).toBe(700)
  expect(await text(opened, uri)).toBe('short record')
  expect(await text(opened, zipped)).toBe('zipped '.repeat(100))
})

test('[S13] artifacts are found by words, tags, type and time', async () => {
  await python.upload({ spec: 'a/b', text: 'the needle is here\n', tags: ['x'], createdAt: '2026-03-01T00:00:00' })
  await python.upload({ spec: 'other', type: 'log', text: 'nothing\n', createdAt: '2026-04-01T00:00:00' })
  const opened = await open()
  expect(shape(await list(opened, { tags: ['x'] }))).toEqual(['a/b 1.1 diff 1'])
  expect(shape(await list(opened, { types: ['log'] }))).toEqual(['other 1.1 log 1'])
  expect(shape(await list(opened, { since: '2026-03-15T00:00:00.000Z' }))).toEqual(['other 1.1 log 1'])
  await opened.completeFacts()
  expect(shape(await list(opened, { text: 'needle' }))).toEqual(['a/b 1.1 diff 1'])
})
