// What NecroCode, and whoever copies its stores, did while Vitrine was not looking; and indexes that are behind.
import { execFileSync } from 'node:child_process'
import { readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { makeFolder, openTestStore } from '../test-store.ts'
import { dumps, flatten, openPythonStore } from './necrocode-fixture.ts'
import { closeStore, folder, list, open, openForEachTest, python, refresh, shape, text } from './reading-fixture.ts'

openForEachTest()

const indexed = ({ taskId, specName, type, tags, version }: Awaited<ReturnType<typeof list>>[number]) => ({
  task_id: taskId,
  spec_name: specName,
  type,
  created_at: '2026-01-01T00:00:00',
  tags,
  version,
})

test('[S13] a record that is cut short is named, and its artifact is found by the index', async () => {
  const uri = await python.upload({ text: 'still here', tags: ['t'] })
  await python.upload({ task: '2' })
  await truncate(python.sidecarPath(uri), 100)
  const opened = await open()
  expect(shape(await list(opened))).toEqual(['chat-app 1.1 diff 1', 'chat-app 2 diff 1'])
  expect((await opened.get(uri)).record.tags).toEqual(['t'])
  expect(await text(opened, uri)).toBe('still here')
  expect((await opened.info()).problems).toMatchObject([{ key: `metadata/${flatten(uri)}.json` }])
})

test('[S13] a stale, corrupt or absent index hides nothing and shows nothing that is gone', async () => {
  await python.upload({ task: '1' })
  const stale = dumps(python.index)
  await python.upload({ task: '2' })
  await python.delete({ task: '1' })
  for (const index of [stale, stale.slice(0, 40), '', '[]', '{"x": 3}', undefined]) {
    if (index === undefined) await rm(join(folder.path, 'metadata-index.json'))
    else await writeFile(join(folder.path, 'metadata-index.json'), index)
    await rm(join(folder.path, '.vitrine'), { recursive: true, force: true })
    const opened = await open()
    expect(shape(await list(opened)), String(index)).toEqual(['chat-app 2 diff 1'])
    expect((await opened.info()).problems).toEqual([])
    await closeStore()
  }
})

test('[S13] what NecroCode writes, changes and deletes while the store is closed is seen by the next open', async () => {
  await python.upload({ task: '1', text: 'old' })
  await python.upload({ task: '2' })
  await python.upload({ task: '3' })
  await (await open()).close()
  await python.upload({ task: '1', text: 'new', createdAt: '2026-12-01T00:00:00' })
  await python.delete({ task: '2' })
  await python.addTags({ task: '3' }, ['late'])
  await python.upload({ task: '4', type: 'test', text: '{}' })
  const opened = await open()
  expect(shape(await list(opened))).toEqual(['chat-app 1 diff 1', 'chat-app 3 diff 1', 'chat-app 4 test-result 1'])
  expect(await text(opened, python.uriOf({ task: '1' }))).toBe('new')
  expect((await opened.get(python.uriOf({ task: '3' }))).record.tags).toEqual(['late'])
})

test('[S13] a reindex sees it in an open store, and so do those who watch', async () => {
  const opened = await open()
  const told = new Promise<void>((resolve) => {
    opened.watch((changes) => changes.some(({ taskId }) => taskId === '7') && resolve())
  })
  await python.upload({ task: '7' })
  await told
  expect(shape(await list(opened))).toEqual(['chat-app 7 diff 1'])
  await python.upload({ task: '8' })
  await refresh(opened)
  expect(shape(await list(opened))).toEqual(['chat-app 7 diff 1', 'chat-app 8 diff 1'])
})

test('[S13] a store that was copied with its catalog is read where it is now', async () => {
  await python.upload({ spec: 'a/b', text: 'copied' })
  await (await open()).close()
  const other = await makeFolder()
  execFileSync('cp', ['-r', `${folder.path}/.`, other.path])
  const copied = await openTestStore({ root: other.path })
  const [record] = await list(copied)
  expect(record?.uri).toBe(`file://${other.path}/a/b/1.1/diff.txt.gz`)
  expect(await text(copied, python.uriOf({ spec: 'a/b' }))).toBe('copied')
  await copied.close()
  await other.remove()
})

test('[S11] [S13] damage is not taken for new content because the index of the store still lists the artifact', async () => {
  const plain = await openTestStore({ root: folder.path, settings: { compression: { encoding: 'gzip', level: 6 } } })
  const { record } = await plain.upload(Buffer.from('good '.repeat(50)), { specName: 'chat-app', taskId: '1.1', type: 'diff' })
  await plain.close()
  expect(await readFile(join(folder.path, 'metadata-index.json'), 'utf8')).toContain(record.uri)
  await writeFile(join(folder.path, 'chat-app/1.1/diff.txt.gz'), gzipSync('evil '.repeat(50)))
  await rm(join(folder.path, '.vitrine'), { recursive: true })
  await openPythonStore({ root: folder.path }).upload({ task: '2' })
  await writeFile(join(folder.path, 'metadata-index.json'), dumps({ [record.uri]: { ...indexed(record), size: record.size } }))
  const opened = await open()
  expect((await opened.get(record.uri)).record).toEqual(record)
  await expect(text(opened, record.uri)).rejects.toMatchObject({ code: 'artifact.corrupt' })
})

test('[S13] an artifact that only the index knew is deleted for good, and comes back from the trash', async () => {
  await python.upload({ spec: 'a/b_1', task: 'x', text: 'the first' })
  await python.upload({ spec: 'a_b/1', task: 'x', text: 'the second' })
  const opened = await open()
  const uri = python.uriOf({ spec: 'a/b_1', task: 'x' })
  const [deleted] = await opened.delete([uri])
  await opened.upload(Buffer.from('log'), { specName: 'a/b_1', taskId: 'x', type: 'log' })
  expect(shape(await list(opened, { specName: 'a/b_1' }))).toEqual(['a/b_1 x log 1'])
  await refresh(opened, true)
  expect(shape(await list(opened, { specName: 'a/b_1' }))).toEqual(['a/b_1 x log 1'])
  await opened.restore([deleted?.trashId ?? ''])
  await refresh(opened, true)
  expect(await text(opened, uri)).toBe('the first')
})
