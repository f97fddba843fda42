import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startFaultProxy } from '../../backends/servers/fault-proxy.ts'
import { pace } from '../../backends/bucket/retry.ts'
import { type GcsServer, startGcsServer } from '../../backends/servers/gcs-server.ts'
import { openGcsAt } from '../../backends/servers/gcs-store.ts'
import { type S3Server, startS3Server } from '../../backends/servers/s3-server.ts'
import { openS3At } from '../../backends/servers/s3-store.ts'
import { type ArtifactStore } from '../artifact-store.ts'
import { finish, makeFolder, openTestStore, readText } from '../test-store.ts'
import { type CopyOptions, copyStore } from './copy-store.ts'

let folder: Awaited<ReturnType<typeof makeFolder>>
let s3: S3Server
let gcs: GcsServer
let stores: ArtifactStore[]
const usualPace = { ...pace }
beforeEach(async () => {
  Object.assign(pace, { firstPauseMs: 1, longestPauseMs: 8 })
  folder = await makeFolder()
  s3 = await startS3Server()
  gcs = await startGcsServer()
  stores = []
})
afterEach(async () => {
  Object.assign(pace, usualPace)
  await Promise.all(stores.map((store) => store.close()))
  await Promise.all([s3.stop(), gcs.stop()])
  await folder.remove()
})

const opened = (store: ArtifactStore) => {
  stores.push(store)
  return store
}
const inFolder = async (name: string) => opened(await openTestStore({ root: join(folder.path, name) }))
const inS3 = async () => opened(await openTestStore({ root: '', parts: { backend: await openS3At(s3) } }))
const inGcs = async () => opened(await openTestStore({ root: '', parts: { backend: await openGcsAt(gcs) } }))

const copy = (from: ArtifactStore, to: ArtifactStore, options?: CopyOptions) => finish(copyStore(from, to, options))
const fill = async (store: ArtifactStore) => {
  for (const specName of ['a', 'ü/b']) {
    for (let version = 1; version <= 3; version++) {
      const text = `${specName} ${version}\n`.repeat(version === 3 ? 300_000 : 1)
      await store.upload(Buffer.from(text), { specName, taskId: '1', type: 'log', tags: [`v${version}`], metadata: { version } })
    }
    await store.upload(Buffer.from([0, 1, 2]), {
      specName,
      taskId: '2',
      type: 'file',
      name: 'dir/x.bin',
      createdAt: '2024-02-03T04:05:06.007Z',
    })
  }
}
const recordsOf = async (store: ArtifactStore) =>
  (await store.list({ sort: 'created', limit: 1000 })).artifacts
    .map(({ record: { uri, ...record } }) => ({ ...record, uri: uri.slice(store.uri.length) }))
    .toSorted((a, b) => (a.uri < b.uri ? -1 : 1))

test('a store goes from a folder to S3, to Google and back to a folder, and is the same', async () => {
  const [from, first, second, back] = [await inFolder('from'), await inS3(), await inGcs(), await inFolder('back')]
  await fill(from)
  for (const [source, target] of [
    [from, first],
    [first, second],
    [second, back],
  ] as const)
    expect(await copy(source, target, { verify: true })).toMatchObject({ copied: 8, unchanged: 0, failed: [] })
  expect(await recordsOf(back)).toEqual(await recordsOf(from))
  for (const { record } of (await back.list()).artifacts.filter(({ record: { version } }) => version < 3))
    expect(await readText(await back.download(record.uri))).toBe(
      record.type === 'file' ? '\u0000\u0001\u0002' : `${record.specName} ${record.version}\n`,
    )
})

test('only what a filter lets through is copied', async () => {
  const [from, to] = [await inFolder('from'), await inS3()]
  await fill(from)
  expect(await copy(from, to, { filter: { specName: 'a', types: ['log'] } })).toMatchObject({ copied: 3 })
  expect((await to.listSpecs()).map(({ specName }) => specName)).toEqual(['a'])
})

test('a copy that was stopped goes on where it ended, without carrying what is there again', async () => {
  const [from, to] = [await inFolder('from'), await inS3()]
  for (let index = 0; index < 20; index++)
    await from.upload(Buffer.from(`content ${index}`), { specName: 's', taskId: String(index), type: 'log' })
  const abort = new AbortController()
  const stopped = copyStore(from, to, { signal: abort.signal })
  for (let step = await stopped.next(); step.done !== true && step.value.done === 0;) step = await stopped.next()
  abort.abort()
  await expect(stopped.next()).rejects.toThrow(/abort/i)
  const asked = s3.requests.length
  await sleep(200)
  expect(s3.requests.length, 'nothing is on its way any more').toBe(asked)
  const { artifacts: begun } = await to.list()
  expect(begun.length).toBeGreaterThan(0)
  const written = () => s3.requests.filter((request) => /^PUT .*log/.test(request)).length
  const before = written()
  expect(await copy(from, to)).toMatchObject({ copied: 20 - begun.length, unchanged: begun.length, failed: [] })
  expect(written() - before).toBe(20 - begun.length)
  expect(await copy(from, to)).toMatchObject({ copied: 0, unchanged: 20 })
})

test('a copy tells how many bytes went through while one artifact takes long', async () => {
  const [from, to] = [await inFolder('from'), await inS3()]
  const size = 48 * 1024 * 1024
  await from.upload(randomBytes(size), { specName: 's', taskId: '1', type: 'file', name: 'x.bin' })
  const steps = []
  for await (const step of copyStore(from, to)) steps.push(step)
  const before = steps.filter(({ done }) => done === 0)
  expect(before.some(({ bytes = 0 }) => bytes > 0 && bytes < size)).toBe(true)
  expect(steps.at(-1)).toMatchObject({ done: 1, total: 1, bytes: size })
})

test('a store that goes away ends the copy at once, and the next goes on', async () => {
  const from = await inFolder('from')
  const proxy = await startFaultProxy(s3.endpoint)
  try {
    const to = opened(await openTestStore({ root: '', parts: { backend: await openS3At({ ...s3, endpoint: proxy.endpoint }) } }))
    for (let index = 0; index < 40; index++)
      await from.upload(Buffer.from(`content ${index}`), { specName: 's', taskId: String(index), type: 'log' })
    proxy.inject({ kind: 'answer', status: 503 }, { times: Infinity, after: 60 })
    await expect(copy(from, to)).rejects.toMatchObject({ code: 'store.unreachable' })
    proxy.clear()
    const { copied, unchanged, failed } = await copy(from, to)
    expect([copied + unchanged, failed]).toEqual([40, []])
    expect(unchanged).toBeGreaterThan(0)
  } finally {
    await proxy.stop()
  }
})

test('a store that may only be read ends the copy with what it lacks', async () => {
  const from = await inFolder('from')
  await fill(from)
  const readable = await startS3Server({ denied: ['write'] })
  try {
    const to = opened(await openTestStore({ root: '', parts: { backend: await openS3At(readable), writable: false } }))
    await expect(copy(from, to)).rejects.toMatchObject({ code: 'store.denied', details: { operation: 'write' } })
  } finally {
    await readable.stop()
  }
})

test('what is damaged, or in the way of another version, is named and does not stop the others', async () => {
  const [from, to] = [await inFolder('from'), await inGcs()]
  await fill(from)
  const { artifacts } = await from.list({ filter: { specName: 'a', taskId: '1', version: 1 } })
  const lost = artifacts[0]?.record.uri ?? ''
  await rm(lost.slice('file://'.length))
  await to.upload(Buffer.from('other bytes'), { specName: 'a', taskId: '1', type: 'log', version: 2 })
  const { copied, failed } = await copy(from, to)
  expect(copied).toBe(6)
  expect(failed.map(({ error }) => error.code).toSorted()).toEqual(['artifact.corrupt', 'artifact.exists'])
  expect(failed.find(({ error }) => error.code === 'artifact.corrupt')?.uri).toBe(lost)
})
