// The catalog comes back from the records, whatever became of it.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { at, folder, open, openForEachTest, store } from './store-fixture.ts'

openForEachTest()

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

test('[S12] content that cannot be read is looked at with the reason why, and has its facts once it can be', async () => {
  await store.upload(Buffer.from('ok\n'.repeat(99)), { ...at, type: 'log' })
  await store.close()
  await rm(join(folder.path, '.vitrine/catalog.db'))
  const path = join(folder.path, 'chat-app/1.1/log.txt.zst')
  const content = await readFile(path)
  await writeFile(path, content.subarray(0, 9))
  await open()
  await store.completeFacts()
  const look = async () => (await store.getTask(at.specName, at.taskId)).artifacts
  expect(await look()).toMatchObject([{ facts: null, unread: expect.stringMatching(/^it cannot be decompressed/) }])
  await writeFile(path, content)
  await look()
  await store.settled()
  const [read] = await look()
  expect(read).toMatchObject({ facts: { lines: 99 } })
  expect(read?.unread).toBeUndefined()
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
