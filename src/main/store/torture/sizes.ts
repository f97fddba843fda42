// Scenario 7: content of any size, and content that is more than it says.
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip, createZstdCompress } from 'node:zlib'
import { isVitrineError } from '../../../shared/errors.ts'
import { letGo } from '../../let-go.ts'
import { type ArtifactStore } from '../artifact-store.ts'
import { type CompressionOptions } from '../compression.ts'
import { openTestStore } from '../test-store.ts'
import { type Random } from './random.ts'
import { type Scenario, type TortureOptions, type TortureOutcome } from './scenario.ts'

const mebibyte = 1024 * 1024
const largeBytes = { short: 192 * mebibyte, full: 2048 * mebibyte }
const bombBytes = { short: 512 * mebibyte, full: 10_240 * mebibyte }
/** DESIGN's figure for an upload; reading is held to it, too. The short form runs among other tests, whose garbage is in what it measures. */
const allowedGrowthBytes = { short: 120 * mebibyte, full: 60 * mebibyte }
/** Bytes that are no text become strings that the index takes for text: more of them wait for the garbage collector than of a log's. */
const allowedOfTextBytes = 120 * mebibyte
/** What a process at work has without any content: its code, compiled, and a heap that has grown once. */
const warmBytes = 16 * mebibyte
/** More than a store has on its way at once. */
const chunksInTurn = 8
const at = { specName: 'sizes', taskId: '1' }

export const sizesScenario: Scenario = {
  name: 'sizes',
  rules: '[S4] [S11]',
  invariant:
    'memory stays within 60 MB of idle for the largest content and for bombs (120 MB in the short form), within 120 MB for the search index of bytes, and no bomb is given as good',
  run: async ({ form, random, folder }): Promise<TortureOutcome> => {
    const root = join(folder, 'store')
    const store = await openTestStore({ root })
    const failures: string[] = []
    const figures: string[] = []
    const measure = async (what: string, work: () => Promise<void>, allowedBytes = allowedGrowthBytes[form]) => {
      const growth = await peakGrowth(work)
      figures.push(`${what}: ${Math.round(growth / mebibyte)} MB above idle`)
      if (growth > allowedBytes) failures.push(`${what} took ${Math.round(growth / mebibyte)} MB above idle`)
    }
    const warm = await store.upload(noise(warmBytes, random, form), { ...at, type: 'log', name: 'warm' })
    await store.settled()
    await drain(store, warm.record.uri)
    let uri = ''
    const size = largeBytes[form]
    await measure(`upload of ${size / mebibyte} MB`, async () => {
      uri = (await store.upload(noise(size, random, form), { ...at, type: 'log', name: 'large' })).record.uri
    })
    await measure('its facts and full text', () => store.settled(), allowedOfTextBytes)
    await measure(`download of ${size / mebibyte} MB`, async () => {
      const read = await drain(store, uri)
      if (read !== size) failures.push(`${read} of ${size} bytes came back`)
    })
    await measure('verification of all', async () => {
      for await (const { found } of store.verify()) for (const { uri: damaged } of found) failures.push(`${damaged} is said to be damaged`)
    })
    for (const encoding of ['zstd', 'gzip'] as const) {
      await measure(`a ${encoding} bomb of ${bombBytes[form] / mebibyte} MB`, async () => {
        const bomb = await plantBomb(root, encoding, bombBytes[form])
        const failure = await readBomb(root, bomb)
        if (failure !== undefined) failures.push(failure)
      })
    }
    await store.close()
    return { figures, failures }
  },
}

/**
 * Comes in a few buffers that are used again and again, as by a program that reads into its own: a store that keeps more of them than are on
 * their way stores other bytes than it was given. Half of it shrinks. The other half is bytes in the full form; in the short one hex digits,
 * which take a search's index less work.
 */
async function* noise(length: number, random: Random, form: TortureOptions['form']): AsyncGenerator<Uint8Array> {
  const bytes = form === 'full' ? random.bytes(mebibyte / 2) : Buffer.from(Buffer.from(random.bytes(mebibyte / 4)).toString('hex'))
  const chunk = Buffer.concat([bytes, Buffer.alloc(mebibyte / 2, 'a line of a log\n')])
  const buffers = Array.from({ length: chunksInTurn }, () => Buffer.from(chunk))
  for (let sent = 0; sent < length; sent += chunk.length) {
    const number = sent / chunk.length
    const buffer = buffers[number % chunksInTurn] ?? chunk
    buffer.writeUInt32LE(number, 0)
    yield buffer
  }
}

async function drain(store: ArtifactStore, uri: string): Promise<number> {
  let length = 0
  for await (const chunk of await store.download(uri)) {
    length += chunk.length
    letGo(chunk)
  }
  return length
}

/** Puts a file that unpacks to `length` zeros where an artifact of a few kilobytes lies. Gives the artifact's URI. */
async function plantBomb(root: string, encoding: 'zstd' | 'gzip', length: number): Promise<string> {
  const compression: CompressionOptions = { encoding, level: encoding === 'zstd' ? 3 : 6 }
  const store = await openTestStore({ root, settings: { compression } })
  const { record } = await store.upload(Buffer.alloc(5000, 'words '), { ...at, type: 'log', name: `bomb-${encoding}` })
  await store.close()
  const zeros = Buffer.alloc(mebibyte)
  const content = (function* () {
    for (let sent = 0; sent < length; sent += zeros.length) yield zeros
  })()
  const compressor = encoding === 'zstd' ? createZstdCompress() : createGzip({ level: 1 })
  await pipeline(Readable.from(content), compressor, createWriteStream(record.uri.slice('file://'.length)))
  return record.uri
}

/** Says how a bomb was not told from content. */
async function readBomb(root: string, uri: string): Promise<string | undefined> {
  const store = await openTestStore({ root })
  try {
    const length = await drain(store, uri)
    return `${uri} was read as ${length} good bytes`
  } catch (error) {
    return isVitrineError(error, 'artifact.corrupt') ? undefined : `${uri} failed otherwise: ${String(error)}`
  } finally {
    await store.close()
  }
}

/** The highest memory of this process while it works, above what it was before. */
async function peakGrowth(work: () => Promise<void>): Promise<number> {
  const idle = process.memoryUsage().rss
  let peak = idle
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20)
  try {
    await work()
  } finally {
    clearInterval(timer)
  }
  return Math.max(peak, process.memoryUsage().rss) - idle
}
