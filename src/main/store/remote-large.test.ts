// Large artifacts on their way into a bucket and out again, over connections that break.
import { createHash, randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { pace } from '../backends/bucket/retry.ts'
import { type FaultProxy, startFaultProxy } from '../backends/servers/fault-proxy.ts'
import { startGcsServer } from '../backends/servers/gcs-server.ts'
import { openGcsAt } from '../backends/servers/gcs-store.ts'
import { startS3Server } from '../backends/servers/s3-server.ts'
import { openS3At } from '../backends/servers/s3-store.ts'
import { type ArtifactStore } from './artifact-store.ts'
import { type StorageBackend } from './backend.ts'
import { openTestStore } from './test-store.ts'

interface Service {
  endpoint: string
  open: (endpoint: string) => Promise<StorageBackend>
  /** Names of objects, and how many uploads are neither complete nor given up. */
  left: () => { names: string[]; unfinished: number }
  stop: () => Promise<void>
}

const services: Record<string, () => Promise<Service>> = {
  S3: async () => {
    const server = await startS3Server()
    const bucket = () => server.buckets.get('bucket')
    return {
      endpoint: server.endpoint,
      open: (endpoint) => openS3At({ ...server, endpoint }),
      left: () => ({ names: [...(bucket()?.objects.keys() ?? [])], unfinished: bucket()?.uploads.size ?? NaN }),
      stop: server.stop,
    }
  },
  Google: async () => {
    const server = await startGcsServer()
    const bucket = () => server.buckets.get('bucket')
    return {
      endpoint: server.endpoint,
      open: (endpoint) => openGcsAt({ endpoint }),
      left: () => ({ names: [...(bucket()?.objects.keys() ?? [])], unfinished: bucket()?.sessions.size ?? NaN }),
      stop: server.stop,
    }
  },
}

const mebibyte = 1024 * 1024
const noise = randomBytes(mebibyte)
/** Content that no compressor shortens; `onPiece` is told before each mebibyte. */
async function* pieces(count: number, onPiece: (index: number) => void = () => undefined): AsyncGenerator<Buffer> {
  for (let index = 0; index < count; index++) {
    onPiece(index)
    noise.writeUInt32LE(index, 0)
    yield Buffer.from(noise)
  }
}
const checksumOf = async (content: AsyncIterable<Uint8Array>) => {
  const hash = createHash('sha256')
  for await (const chunk of content) hash.update(chunk)
  return hash.digest('hex')
}
const artifact = { specName: 's', taskId: '1', type: 'file', name: 'large.bin' } as const
const usualPace = { ...pace }

describe.each(Object.keys(services))('a large artifact in a bucket of %s', (name) => {
  let service: Service
  let proxy: FaultProxy
  let store: ArtifactStore
  beforeEach(async () => {
    Object.assign(pace, { firstPauseMs: 1, longestPauseMs: 8 })
    service = (await services[name]?.()) ?? (await Promise.reject(new Error(name)))
    proxy = await startFaultProxy(service.endpoint)
    store = await openTestStore({ root: '', parts: { backend: await service.open(proxy.endpoint) } })
  })
  afterEach(async () => {
    await store.close()
    await proxy.stop()
    await service.stop()
    Object.assign(pace, usualPace)
  })

  test('[S4] an upload that is stopped on its way leaves neither object, part nor record', async () => {
    const stop = new AbortController()
    let unfinished = 0
    const content = pieces(40, (index) => {
      unfinished = Math.max(unfinished, service.left().unfinished)
      if (index === 30) stop.abort()
    })
    await expect(store.upload(content, { ...artifact, signal: stop.signal })).rejects.toMatchObject({ code: 'upload.aborted' })
    expect(unfinished).toBe(1)
    expect(service.left()).toEqual({ names: [], unfinished: 0 })
    expect((await store.list()).artifacts).toEqual([])
  })

  test('[S4] progress counts every byte once, and ends with the last', async () => {
    const seen: number[] = []
    const { record } = await store.upload(pieces(20), { ...artifact, onProgress: (bytes) => void seen.push(bytes) })
    expect(seen.at(-1)).toBe(record.originalSize)
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    expect(seen.length).toBeGreaterThan(10)
  })

  test('[S4] an upload and a download go on where their connections broke, and the bytes are the same', async () => {
    proxy.inject({ kind: 'cut-request', afterBytes: 3 * mebibyte }, { matching: /partNumber=|upload_id=/, after: 1, times: 2 })
    const { record } = await store.upload(pieces(30), artifact)
    proxy.inject({ kind: 'cut-answer', afterBytes: 7 * mebibyte }, { matching: /GET .*large/, times: 3 })
    expect(await checksumOf(await store.download(record.uri))).toBe(record.checksum)
    expect(proxy.hits).toBe(5)
    expect(service.left().unfinished).toBe(0)
  })

  test('[S4] a range is only that range, from anywhere', async () => {
    const { record } = await store.upload(pieces(20), artifact)
    const whole: Uint8Array[] = []
    for await (const chunk of await store.download(record.uri)) whole.push(chunk)
    const content = Buffer.concat(whole)
    for (const [start, end] of [
      [0, 10],
      [8 * mebibyte - 3, 8 * mebibyte + 3],
      [20 * mebibyte - 1, 20 * mebibyte],
    ] as const) {
      const range: Uint8Array[] = []
      for await (const chunk of await store.download(record.uri, { start, end })) range.push(chunk)
      expect(Buffer.compare(Buffer.concat(range), content.subarray(start, end))).toBe(0)
    }
  })
})
