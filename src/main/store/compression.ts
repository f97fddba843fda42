// Compressing on the way in, decompressing on the way out; streams, so memory stays flat whatever the size [S4].
import { constants, createGunzip, createGzip, createZstdCompress, createZstdDecompress, gzipSync, zstdCompressSync } from 'node:zlib'
import { type Transform } from 'node:stream'
import { type Encoding } from '../../shared/artifact.ts'
import { letGo, own } from '../let-go.ts'

export interface CompressionOptions {
  encoding: Encoding
  /** zstd 1-19, gzip 1-9. */
  level: number
}

/** zstd level 3: better ratios than gzip's best at several times its speed. */
export const defaultCompression: CompressionOptions = { encoding: 'zstd', level: 3 }

/** What one trip to the thread pool gives at most: at zlib's own 16 KiB the trips cost more than the work. */
const chunkSize = 128 * 1024
/** The same on the way in, and what is compressed ahead while some of it is written. */
const compressedSize = { chunkSize: 512 * 1024, readableHighWaterMark: 1024 * 1024 }
/** zlib's own: of what is given whole the result has one piece when it is smaller. */
const wholeChunkSize = 16 * 1024
/** What compressing adds to bytes that do not shrink is less, and zlib takes no smaller chunk. */
const leastChunkSize = 64

const zstdParameters = (level: number) => ({ params: { [constants.ZSTD_c_compressionLevel]: level, [constants.ZSTD_c_checksumFlag]: 1 } })

/** Raw bytes in, stored bytes out. */
export function createCompressor({ encoding, level }: { encoding: Exclude<Encoding, 'identity'>; level: number }): Transform {
  return encoding === 'zstd'
    ? createZstdCompress({ ...zstdParameters(level), ...compressedSize })
    : createGzip({ level, ...compressedSize })
}

/** Whole and at once: for content so small that a stream costs more than it. */
export function compressWhole(content: Uint8Array, { encoding, level }: CompressionOptions): Uint8Array {
  const chunkSize = Math.min(wholeChunkSize, content.length + leastChunkSize)
  switch (encoding) {
    case 'zstd':
      // Told the size, it sets up tables of that size: most of the time for small content.
      return zstdCompressSync(content, { ...zstdParameters(level), pledgedSrcSize: content.length, chunkSize })
    case 'gzip':
      return gzipSync(content, { level, chunkSize })
    case 'identity':
      return content
  }
}

/** The raw bytes of stored ones. Damage is thrown as whatever zlib says of it. */
export async function* decompress(encoding: Encoding, content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (encoding === 'identity') {
    yield* content
    return
  }
  const decompressor = encoding === 'zstd' ? createZstdDecompress({ chunkSize }) : createGunzip({ chunkSize })
  yield* transform(decompressor, content)
}

/** Runs content through a stream of zlib with back-pressure on both sides, and lets it go; stopping early closes everything. */
export async function* transform(stream: Transform, content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const feeding = (async () => {
    try {
      let previous = Promise.resolve()
      for await (const chunk of content) {
        if (stream.destroyed) return
        // While one chunk is in the works the next is read and hashed; more than these two never wait.
        const current = write(stream, chunk)
        await previous
        previous = current
      }
      await previous
      stream.end()
    } catch (error) {
      stream.destroy(error instanceof Error ? error : new Error(String(error)))
    }
  })()
  try {
    // A small buffer may be one that all share.
    for await (const chunk of stream as AsyncIterable<Uint8Array>) yield chunk.buffer.byteLength < chunkSize ? chunk : own(chunk)
    await feeding
  } finally {
    stream.destroy()
  }
}

/** Resolves when the chunk is worked off, or never will be: then reading the stream says why. */
function write(stream: Transform, chunk: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stream.off('close', done)
      resolve()
    }
    stream.on('close', done)
    stream.write(chunk, (error) => {
      // Of a stream that was destroyed a thread may still be reading it.
      if (error === undefined || error === null) letGo(chunk)
      done()
    })
  })
}
