import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ArtifactStore } from '../artifact-store.ts'
import { makeFolder, openTestStore } from '../test-store.ts'
import { formatIndexEntry, parseIndex } from './index-file.ts'
import { formatLocalTime, parseLocalTime } from './local-time.ts'
import { dumps } from './necrocode-fixture.ts'

let folder: Awaited<ReturnType<typeof makeFolder>>
let store: ArtifactStore
const open = async (now = () => new Date()) => (store = await openTestStore({ root: folder.path, parts: { now } }))
const at = { specName: 'spec', taskId: '1' }
const indexPath = () => join(folder.path, 'metadata-index.json')

beforeEach(async () => {
  folder = await makeFolder()
})
afterEach(async () => {
  await store.close()
  await folder.remove()
})

test('[S1] the snapshot holds everything by URI, in the seed’s format, and is written by close', async () => {
  let second = 0
  await open(() => new Date(Date.UTC(2026, 0, 1, 12, 0, second++)))
  const first = await store.upload(Buffer.from('x'), { ...at, type: 'diff', tags: ['ü'] })
  const next = await store.upload(Buffer.from('y'), { specName: 'a/b', taskId: '2', type: 'file', name: 'n' })
  await store.close()
  const expected = Object.fromEntries(
    [first, next].map(({ record }) => [
      record.uri,
      {
        task_id: record.taskId,
        spec_name: record.specName,
        type: record.type,
        size: 1,
        created_at: formatLocalTime(record.createdAt),
        tags: record.tags,
        version: 1,
      },
    ]),
  )
  expect(await readFile(indexPath(), 'utf8')).toBe(dumps(expected))
  await open()
})

test('[S1] it is not written on the way of a write, nor by who wrote nothing', async () => {
  await open()
  await store.upload(Buffer.from('x'), { ...at, type: 'diff' })
  await expect(stat(indexPath())).rejects.toMatchObject({ code: 'ENOENT' })
  await store.close()
  await rm(indexPath())
  await open()
  await store.list()
  await store.close()
  await expect(stat(indexPath())).rejects.toMatchObject({ code: 'ENOENT' })
  await open()
  for await (const progress of store.reindex({ everything: false })) void progress
  await expect(stat(indexPath())).rejects.toMatchObject({ code: 'ENOENT' })
  for await (const progress of store.reindex({ everything: true })) void progress
  expect(Object.keys(JSON.parse(await readFile(indexPath(), 'utf8')))).toEqual([`${store.uri}/spec/1/diff.txt`])
})

test('[S1] an empty store has an empty snapshot, and what was in it before is replaced whole', async () => {
  await open()
  await writeFile(indexPath(), 'rubbish')
  for await (const progress of store.reindex({ everything: true })) void progress
  expect(await readFile(indexPath(), 'utf8')).toBe('{}')
})

test('[S13] an index entry is the bytes that Python writes, and reads back', () => {
  const indexed = {
    uri: 'file:///r/s/1/diff.txt',
    task_id: '1',
    spec_name: 'sp\u00e9c \ud83d\ude00 \u007f',
    type: 'diff' as const,
    size: 3,
    created_at: '2026-01-01T00:00:00',
    tags: ['a', 'b'],
    version: 2,
  }
  const { uri, ...entry } = indexed
  const text = `{\n${formatIndexEntry(indexed)}\n}`
  expect(text).toBe(dumps({ [uri]: entry }))
  expect(text).toContain(String.raw`sp\u00e9c \ud83d\ude00 \u007f`)
  expect(parseIndex(Buffer.from(text))).toEqual(new Map([[uri, entry]]))
})

test('[S13] local times survive being written and read, in every zone', () => {
  const zone = process.env['TZ']
  for (const name of ['UTC', 'Asia/Tokyo', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia']) {
    process.env['TZ'] = name
    for (const moment of ['2026-01-01T00:00:00.000Z', '2026-07-01T23:59:59.999Z', '1999-12-31T12:34:56.007Z']) {
      expect(parseLocalTime(formatLocalTime(moment)), name).toBe(moment)
    }
  }
  process.env['TZ'] = 'Asia/Tokyo'
  expect(formatLocalTime('2026-01-01T00:00:00.000Z')).toBe('2026-01-01T09:00:00')
  expect(formatLocalTime('2026-01-01T00:00:00.050Z')).toBe('2026-01-01T09:00:00.050000')
  if (zone === undefined) delete process.env['TZ']
  else process.env['TZ'] = zone
})
