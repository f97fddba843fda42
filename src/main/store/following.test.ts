// What other processes write is seen.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { openBackend } from '../backends/index.ts'
import { type StorageBackend } from './backend.ts'
import { at, folder, openForEachTest, store } from './store-fixture.ts'
import { makeFolder, openTestStore } from './test-store.ts'

openForEachTest()

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

test('[S6] what a sync finds and the facts that follow are told by themselves, long after the watch began', async () => {
  const { record } = await store.upload(Buffer.from('x'), { ...at, type: 'diff' })
  await store.settled()
  const file = join(folder.path, at.specName, at.taskId, 'metadata.json')
  await writeFile(file, (await readFile(file, 'utf8')).replaceAll(record.checksum, createHash('sha256').update('y').digest('hex')))
  await writeFile(fileURLToPath(record.uri), 'y')
  const opened = await openTestStore({ root: folder.path, parts: { freshness: 'later', refreshMs: 3_600_000 } })
  const told: string[] = []
  opened.watch((changes) => told.push(...changes.map(({ verb }) => verb)))
  await sleep(600)
  for await (const progress of opened.reindex({ everything: false })) void progress
  await expect.poll(() => told).toEqual(['reindex'])
  await opened.completeFacts()
  await expect.poll(() => told).toEqual(['reindex', 'facts'])
  await opened.close()
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

/** A store in a bucket that holds one artifact, as a machine sees it that has not looked yet; `read` comes between. */
async function openNewcomer(read: StorageBackend['read']) {
  const backend = await openBackend(`memory://${crypto.randomUUID()}`, { create: true })
  const writer = await openTestStore({ root: '', parts: { backend } })
  await writer.upload(Buffer.from('x'), { ...at, type: 'diff' })
  return openTestStore({
    root: '',
    parts: { backend },
    wrap: ({ databases }) => ({
      databases,
      backend: Object.assign(Object.create(backend) as StorageBackend, {
        read: async (key: string) => (await read(key)) ?? backend.read(key),
      }),
    }),
  })
}
const ofTask = ({ artifacts }: { artifacts: readonly unknown[] }) => artifacts.length

test('[S12] who asks for a task while somebody else’s question is being answered waits for that answer, too', async () => {
  const goOn = Promise.withResolvers<undefined>()
  const newcomer = await openNewcomer(() => goOn.promise)
  const asked = [newcomer.getTask(at.specName, at.taskId), newcomer.getTask(at.specName, at.taskId)]
  setTimeout(() => goOn.resolve(undefined), 20)
  expect((await Promise.all(asked)).map(ofTask)).toEqual([1, 1])
})

test('[S12] a task that could not be looked at is looked at again by the next question', async () => {
  let reads = 0
  const newcomer = await openNewcomer(async () => {
    if (++reads === 1) throw new Error('away')
    return undefined
  })
  await expect(newcomer.getTask(at.specName, at.taskId)).rejects.toThrow('away')
  expect(ofTask(await newcomer.getTask(at.specName, at.taskId))).toBe(1)
})

test('[S12] the queue of a store in a bucket is that of now', async () => {
  const newcomer = await openNewcomer(async () => undefined)
  expect((await newcomer.listQueue()).items).toHaveLength(1)
})
