// The way in [S4]: bytes -> SHA-256 of the raw ones -> compressor -> a stage of the backend.
import { createHash, hash as hashWhole } from 'node:crypto'
import { type Encoding } from '../../../shared/artifact.ts'
import { VitrineError } from '../../../shared/errors.ts'
import { letGo, own } from '../../let-go.ts'
import { type Stage, type StorageBackend } from '../backend.ts'
import { compressWhole, type CompressionOptions, createCompressor, transform } from '../compression.ts'

/** Bytes that are stored but do not have their key yet. */
export interface Ingested {
  stage: Stage
  checksum: string
  encoding: Encoding
  /** Stored bytes. */
  size: number
  /** Raw bytes. */
  originalSize: number
  /** The first raw bytes, at most 64 KiB, to recognise them by. */
  head: Uint8Array
}

export type Content = Uint8Array | AsyncIterable<Uint8Array>

interface IngestOptions {
  compression: CompressionOptions
  stageId: string
  signal?: AbortSignal | undefined
  /** Raw bytes so far. */
  onProgress?: ((bytes: number) => void) | undefined
}

/** Compressing whole and trying whether it shrinks both need this much of the content at once. */
const sampleBytes = 1024 * 1024
const headBytes = 64 * 1024

/**
 * Takes content in. Content that does not shrink is kept as it is.
 * @throws upload.aborted when `signal` fires; whatever `content` throws; nothing is left behind then
 */
export async function ingest(backend: StorageBackend, content: Content, options: IngestOptions): Promise<Ingested> {
  const { signal, compression } = options
  let originalSize = 0
  const aborted = () => new VitrineError('upload.aborted', { receivedBytes: originalSize })
  const checkAborted = () => {
    if (signal?.aborted === true) throw aborted()
  }
  checkAborted()
  if (content instanceof Uint8Array && content.length < sampleBytes) {
    originalSize = content.length
    options.onProgress?.(originalSize)
    return ingestWhole(await backend.stage(options.stageId), content, compression, checkAborted)
  }

  const hash = createHash('sha256')
  const stage = await backend.stage(options.stageId)
  const raw = (async function* () {
    for await (const chunk of inChunks(content)) {
      checkAborted()
      hash.update(chunk)
      originalSize += chunk.length
      options.onProgress?.(originalSize)
      yield chunk
    }
  })()

  try {
    const first = await raw.next()
    const sample = first.done === true ? new Uint8Array() : first.value
    const trial = compressWhole(sample, compression)
    const shrinks = trial.length < sample.length
    // A copy: the sample is let go, and `slice` of a Buffer is none.
    const head = Uint8Array.from(sample.subarray(0, headBytes))
    const second = sample.length < sampleBytes ? undefined : await raw.next()
    const encoding: Encoding = shrinks ? compression.encoding : 'identity'
    if (second === undefined || second.done === true) {
      await stage.write(shrinks ? trial : sample)
    } else {
      const rest = (async function* () {
        yield sample
        yield second.value
        yield* raw
      })()
      const stored = encoding === 'identity' ? rest : transform(createCompressor({ encoding, level: compression.level }), rest)
      for await (const chunk of stored) {
        await stage.write(chunk)
        letGo(chunk)
      }
    }
    const size = await stage.finish()
    checkAborted()
    return { stage, checksum: hash.digest('hex'), encoding, size, originalSize, head }
  } catch (error) {
    await stage.discard()
    checkAborted()
    throw error
  }
}

/** The same, in few steps: for small content they would cost more than the work. */
async function ingestWhole(
  stage: Stage,
  content: Uint8Array,
  compression: CompressionOptions,
  checkAborted: () => void,
): Promise<Ingested> {
  try {
    const trial = compressWhole(content, compression)
    const shrinks = trial.length < content.length
    await stage.write(shrinks ? trial : content)
    const size = await stage.finish()
    checkAborted()
    return {
      stage,
      checksum: hashWhole('sha256', content),
      encoding: shrinks ? compression.encoding : 'identity',
      size,
      originalSize: content.length,
      head: content.subarray(0, headBytes),
    }
  } catch (error) {
    await stage.discard()
    checkAborted()
    throw error
  }
}

/** Chunks of about 1 MiB: hashing and compressing cost far less a byte than in small ones. */
async function* inChunks(content: Content): AsyncGenerator<Uint8Array> {
  let pending: Uint8Array[] = []
  let length = 0
  for await (const given of content instanceof Uint8Array ? [content] : content) {
    for (let offset = 0; offset < given.length;) {
      const part = given.subarray(offset, offset + sampleBytes - length)
      pending.push(part)
      length += part.length
      offset += part.length
      if (length === sampleBytes) {
        yield pending.length === 1 ? part : own(Buffer.concat(pending))
        pending = []
        length = 0
      }
    }
  }
  if (length > 0) yield pending.length === 1 ? (pending[0] ?? new Uint8Array()) : Buffer.concat(pending)
}
