import { expect, test } from 'vitest'
import { blobSpecName } from '../../../shared/reserved-spec.ts'
import { type ArtifactStore } from '../../store/artifact-store.ts'
import { openForEachTest, reopen, store } from '../../store/store-fixture.ts'
import { makeFolder, openTestStore } from '../../store/test-store.ts'
import { valueOf } from '../port-result.ts'
import { describeBlobs } from './blob-battery.ts'
import { openStoreBlobs } from './store-blobs.ts'

for (const versioning of [true, false]) {
  describeBlobs(versioning ? 'store' : 'store without versions', async () => {
    const folder = await makeFolder()
    const stores: ArtifactStore[] = []
    const open = async () => {
      const store = await openTestStore({ root: folder.path, settings: { versioning } })
      stores.push(store)
      return openStoreBlobs(store)
    }
    const dispose = async () => {
      for (const store of stores) await store.close()
      await folder.remove()
    }
    return { port: await open(), reopen: open, dispose }
  })
}

openForEachTest()

test('keys are kept as they are, and blobs are listed by them, the latest first', async () => {
  const blobs = openStoreBlobs(store)
  const keys = ['', 'patches/fix.diff', '日本語のキー', 'x'.repeat(5000)]
  for (const key of keys) await blobs.put(key, `content of ${key.slice(0, 5)}`)
  const first = valueOf(await blobs.list({ limit: 3 }))
  const second = valueOf(await blobs.list({ limit: 3, cursor: first.nextCursor ?? undefined }))
  expect([...first.blobs, ...second.blobs].map(({ key }) => key)).toEqual(keys.toReversed())
  expect(second.nextCursor).toBeNull()
  expect(valueOf(await blobs.list({ text: 'fix' })).blobs.map(({ key }) => key)).toEqual(['patches/fix.diff'])
})

test('a blob is an artifact of the store: counted, checked, and restorable when deleted', async () => {
  const blobs = openStoreBlobs(store)
  await blobs.put('k', 'v', { session: 's-1' })
  const found = valueOf(await blobs.find('k'))
  expect(found?.artifact.record).toMatchObject({ specName: blobSpecName, name: 'k', version: 1, metadata: { key: 'k', session: 's-1' } })
  await blobs.put('k', 'w')
  expect((await store.info()).artifacts).toBe(1)
  await blobs.delete('k')
  const trash = await store.listTrash()
  expect(trash).toHaveLength(1)
  await store.restore(trash.map(({ trashId }) => trashId))
  expect(Buffer.from(valueOf(await blobs.get('k'))).toString()).toBe('w')
})

test('a store that may not be written, or is full, is a storage_error, and reading goes on', async () => {
  await openStoreBlobs(store).put('k', 'v')
  await reopen({ quota: { maxSizeBytes: 1, warnRatio: 1 } })
  const blobs = openStoreBlobs(store)
  expect(await blobs.put('l', 'xx')).toMatchObject({ ok: false, error: { code: 'storage_error', details: { code: 'store.full' } } })
  expect(Buffer.from(valueOf(await blobs.get('k'))).toString()).toBe('v')
})

test('a stream is read without holding it', async () => {
  const blobs = openStoreBlobs(store)
  await blobs.put('k', 'x'.repeat(3_000_000))
  let sizeBytes = 0
  for await (const chunk of valueOf(await blobs.read('k'))) sizeBytes += chunk.length
  expect(sizeBytes).toBe(3_000_000)
  expect(await blobs.read('none')).toMatchObject({ ok: false, error: { code: 'not_found' } })
})
