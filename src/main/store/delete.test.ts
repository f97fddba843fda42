// Deleting, restoring and purging.
import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { at, folder, openForEachTest, store } from './store-fixture.ts'
import { readText, shrinkingText } from './test-store.ts'

openForEachTest()

test('[S8] restores a deleted artifact with its tags, exactly', async () => {
  const { record } = await store.upload(shrinkingText(1000), { ...at, type: 'diff', tags: ['pinned', 'ü'], metadata: { a: [1, null] } })
  await store.settled()
  const before = await store.get(record.uri)
  const [deleted] = await store.delete([record.uri])
  expect(await store.exists(record.uri)).toBe(false)
  expect(await store.listTrash()).toMatchObject([{ trashId: deleted?.trashId, record }])
  await expect(store.download(record.uri)).rejects.toMatchObject({ code: 'artifact.not-found' })
  await store.restore([deleted?.trashId ?? ''])
  await store.settled()
  expect(await store.get(record.uri)).toEqual(before)
  expect(await readText(await store.download(record.uri))).toBe(shrinkingText(1000).toString())
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

test('[S11] damaged content can be deleted and restored', async () => {
  const { record } = await store.upload(shrinkingText(5000), { ...at, type: 'diff' })
  await rm(join(folder.path, 'chat-app/1.1/diff.txt.zst'))
  const [deleted] = await store.delete([record.uri])
  await expect(store.restore([deleted?.trashId ?? ''])).rejects.toMatchObject({ code: 'artifact.corrupt' })
})
