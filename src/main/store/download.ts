// Download [S4] [S11]: raw bytes, checked against the record's checksum, so that damage is never shown as good.
import { createHash } from 'node:crypto'
import { type ArtifactRecord } from '../../shared/artifact.ts'
import { isVitrineError, VitrineError } from '../../shared/errors.ts'
import { letGo } from '../let-go.ts'
import { type DownloadOptions as BackendDownloadOptions, type StorageBackend } from './backend.ts'
import { decompress } from './compression.ts'

export interface DownloadOptions {
  /** First raw byte, from 0. */
  start?: number | undefined
  /** Raw byte after the last. */
  end?: number | undefined
  /** False gives the bytes as they lie, right or wrong. Default true. */
  verify?: boolean | undefined
  signal?: AbortSignal | undefined
}

/** Up to this size the bytes are checked before the first of them is given. */
const checkedFirstBytes = 4 * 1024 * 1024

export interface Downloads {
  /**
   * An artifact's raw bytes. Small content, and every range, is checked as a whole before its first byte; large content while it streams,
   * so that reading damaged content to its end always throws.
   * @throws artifact.corrupt, artifact.not-found
   */
  download: (record: ArtifactRecord, key: string, options?: DownloadOptions) => Promise<AsyncIterable<Uint8Array>>
}

export function openDownloads(backend: StorageBackend): Downloads {
  // Keys with the stamp under which their bytes were last found good: ranges of one artifact need not be checked one by one.
  const found = new Map<string, string>()

  const readRaw = async (
    record: ArtifactRecord,
    key: string,
    signal: AbortSignal | undefined,
    verify: boolean,
  ): Promise<AsyncIterable<Uint8Array>> => {
    const stored = await open(backend, record, key, { signal })
    return verify ? verified(record, decompress(record.encoding, stored)) : lenient(record, decompress(record.encoding, stored))
  }

  const ensureGood = async (record: ArtifactRecord, key: string, signal: AbortSignal | undefined): Promise<void> => {
    const stamp = (await backend.stat(key))?.stamp
    if (stamp !== undefined && found.get(key) === `${stamp} ${record.checksum}`) return
    for await (const chunk of await readRaw(record, key, signal, true)) letGo(chunk)
    if (found.size > 10_000) found.clear()
    if (stamp !== undefined) found.set(key, `${stamp} ${record.checksum}`)
  }

  return {
    download: async (record, key, { start = 0, end, verify = true, signal } = {}) => {
      const isWhole = start === 0 && (end === undefined || end >= record.originalSize)
      if (isWhole && (!verify || record.originalSize > checkedFirstBytes)) return readRaw(record, key, signal, verify)
      if (isWhole) {
        const chunks: Uint8Array[] = []
        for await (const chunk of await readRaw(record, key, signal, verify)) chunks.push(chunk)
        return fromArray(chunks)
      }
      if (verify) await ensureGood(record, key, signal)
      if (record.encoding === 'identity') return open(backend, record, key, { start, ...(end === undefined ? {} : { end }), signal })
      return slice(await readRaw(record, key, signal, false), start, end ?? Infinity)
    },
  }
}

async function* fromArray(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks
}

async function open(
  backend: StorageBackend,
  record: ArtifactRecord,
  key: string,
  options: BackendDownloadOptions,
): Promise<AsyncIterable<Uint8Array>> {
  try {
    return await backend.download(key, options)
  } catch (error) {
    // The record is there, so this is no mistyped name: its bytes are lost.
    if (isVitrineError(error, 'artifact.not-found'))
      throw new VitrineError('artifact.corrupt', { uri: record.uri, reason: 'its bytes are missing', isMissing: true })
    throw error
  }
}

async function* verified(record: ArtifactRecord, content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const corrupt = (reason: string, cause?: unknown) => new VitrineError('artifact.corrupt', { uri: record.uri, reason }, { cause })
  const hash = createHash('sha256')
  let sizeBytes = 0
  try {
    for await (const chunk of content) {
      sizeBytes += chunk.length
      // More than was ever uploaded: a bomb, or somebody else's bytes.
      if (sizeBytes > record.originalSize) throw corrupt(`it is longer than its ${record.originalSize} bytes`)
      hash.update(chunk)
      yield chunk
    }
  } catch (error) {
    throw isZlibError(error) ? corrupt(`it cannot be decompressed (${error.message})`, error) : error
  }
  if (sizeBytes < record.originalSize) throw corrupt(`${sizeBytes} of its ${record.originalSize} bytes are left`)
  const checksum = hash.digest('hex')
  if (checksum !== record.checksum) throw corrupt(`its checksum is ${checksum}, not ${record.checksum}`)
}

/** As far as the bytes can be decompressed. */
async function* lenient(record: ArtifactRecord, content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* content
  } catch (error) {
    if (!isZlibError(error)) throw error
    throw new VitrineError(
      'artifact.corrupt',
      { uri: record.uri, reason: `it cannot be decompressed (${error.message})` },
      { cause: error },
    )
  }
}

function isZlibError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && /^(Z_|ZSTD_|ERR_ZSTD|ERR_ZLIB|ERR_BUFFER)/.test(String(error.code))
}

async function* slice(content: AsyncIterable<Uint8Array>, start: number, end: number): AsyncGenerator<Uint8Array> {
  let position = 0
  for await (const chunk of content) {
    const from = Math.max(0, start - position)
    const to = Math.min(chunk.length, end - position)
    position += chunk.length
    if (from < to) yield chunk.subarray(from, to)
    if (position >= end) return
  }
}
