import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type S3Server, startS3Server } from '../../backends/servers/s3-server.ts'
import { openS3At } from '../../backends/servers/s3-store.ts'
import { type ArtifactStore } from '../artifact-store.ts'
import { type StoreSettings } from '../store-settings.ts'
import { makeFolder, openTestStore } from '../test-store.ts'
import { openLocalDatabases } from './local-databases.ts'

let server: S3Server
let folder: Awaited<ReturnType<typeof makeFolder>>
let opened: ArtifactStore[]
let machines = 0
beforeEach(async () => {
  server = await startS3Server()
  folder = await makeFolder()
  opened = []
})
afterEach(async () => {
  await Promise.all(opened.map((store) => store.close()))
  await server.stop()
  await folder.remove()
})

/** A machine that has never seen the bucket. */
const newMachine = async (settings: Partial<StoreSettings> = {}) => {
  const backend = await openS3At(server)
  const catalogPath = join(folder.path, `machine-${++machines}`, 'catalog.db')
  const paths = { rootUri: backend.rootUri, catalog: catalogPath, locks: join(folder.path, `machine-${machines}`, 'locks.db') }
  const databases = await openLocalDatabases(paths, 'caller')
  const store = await openTestStore({ root: '', settings, parts: { backend, catalogPath }, wrap: () => ({ backend, databases }) })
  opened.push(store)
  return store
}
const put = (store: ArtifactStore, taskId: string, text = `of ${taskId}\n`) =>
  store.upload(Buffer.from(text), { specName: 'spec', taskId, type: 'log' })
/** Record files that are read while the work goes on. */
const recordsReadBy = async <T>(work: () => Promise<T>): Promise<number> => {
  const before = server.requests.length
  await work()
  return server.requests.slice(before).filter((request) => /^GET .*metadata\.json$/.test(request)).length
}
const published = () => [...(server.buckets.get('bucket')?.objects.keys() ?? [])].filter((key) => key.includes('.vitrine/catalog/'))

test('[S12] a machine that comes after a catalog was published reads only the records that changed since', async () => {
  const first = await newMachine()
  for (let task = 0; task < 12; task++) await put(first, String(task))
  await first.completeFacts()
  expect(await first.publishCatalog()).toMatchObject({ artifacts: 12 })
  expect(await recordsReadBy(async () => (await newMachine()).listSpecs())).toBe(0)

  const { record } = await put(first, '3', 'changed since\n')
  await put(first, 'new since')
  const later = await newMachine()
  expect(await recordsReadBy(() => later.info())).toBe(2)
  const { artifacts } = await later.list({ limit: 1000 })
  expect(artifacts).toHaveLength(14)
  expect(artifacts.filter(({ facts }) => facts !== null)).toHaveLength(12)
  expect(artifacts.find(({ record: { uri } }) => uri === record.uri)?.record).toEqual(record)
})

test('[S12] what was deleted since a catalog was published is forgotten', async () => {
  const first = await newMachine()
  const { record } = await put(first, '1')
  await put(first, '2')
  await first.publishCatalog()
  await first.delete([record.uri])
  const later = await newMachine()
  expect((await later.list()).artifacts.map(({ record: { taskId } }) => taskId)).toEqual(['2'])
})

test('[S12] a published catalog that is damaged, half there or of a later Vitrine changes nothing but the time it takes', async () => {
  const first = await newMachine()
  for (let task = 0; task < 3; task++) await put(first, String(task))
  await first.publishCatalog()
  const backend = await openS3At(server)
  const pointer = await backend.read('.vitrine/catalog/latest.json')
  const { key, ...rest } = JSON.parse(Buffer.from(pointer?.content ?? []).toString('utf8')) as { key: string; format: number }
  const bytes = Buffer.from((await backend.read(key))?.content ?? [])
  const damages = [
    () => backend.upload(key, bytes.subarray(0, bytes.length / 2)),
    () => backend.upload(key, Buffer.from(bytes.map((byte, index) => (index === 100 ? byte ^ 1 : byte)))),
    () => backend.upload(key, Buffer.from('no catalog')),
    () => backend.delete(key),
    () => backend.upload('.vitrine/catalog/latest.json', Buffer.from('{"format": "?"')),
    () => backend.upload('.vitrine/catalog/latest.json', Buffer.from(JSON.stringify({ ...rest, key, format: rest.format + 1 }))),
    () => backend.upload('.vitrine/catalog/latest.json', Buffer.from(JSON.stringify({ ...rest, key: 'spec/0/log.txt' }))),
  ]
  for (const damage of damages) {
    await damage()
    const later = await newMachine()
    expect(await recordsReadBy(() => later.info())).toBe(3)
    expect((await later.list()).artifacts).toHaveLength(3)
  }
  await backend.close()
})

test('[S12] only the latest two published catalogs stay', async () => {
  const first = await newMachine()
  await put(first, '1')
  for (let time = 0; time < 4; time++) await first.publishCatalog()
  expect(published()).toHaveLength(3)
})

test('[S10] a machine that only stores knows from the published catalog when the store is full', async () => {
  const first = await newMachine()
  await put(first, '1', 'x'.repeat(100))
  await first.publishCatalog()
  const { sizeBytes } = await first.info()
  const quota = { maxSizeBytes: sizeBytes + 2, warnRatio: 0.8 }
  const later = await newMachine({ quota })
  await expect(put(later, '2', 'more than two bytes')).rejects.toMatchObject({ code: 'store.full', details: { reason: 'quota' } })
})

test('[S12] a folder’s catalog lies beside it and is not published', async () => {
  const store = await openTestStore({ root: folder.path })
  await expect((async () => store.publishCatalog())()).rejects.toMatchObject({ code: 'backend.cannot' })
  await store.close()
})
