// What a test server keeps of a request's body: small ones in memory, large ones in a file, so that a test may send gigabytes.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { createCrc32c } from './crc32c.ts'

export interface Checksums {
  /** Hex. */
  md5: string
  /** Hex. */
  sha256: string
  /** Base64 of the big-endian number, as both clouds write it. */
  crc32: string
  crc32c: string
}

type Segment = { bytes: Uint8Array } | { path: string; start: number; sizeBytes: number }

export interface KeptBytes {
  sizeBytes: number
  segments: readonly Segment[]
}

export interface StoredBytes extends KeptBytes {
  checksums: Checksums
}

const inMemoryBytes = 1024 * 1024

export interface ByteKeeper {
  /** Takes a body in. Throws when it breaks off, and keeps nothing then. */
  keep: (body: AsyncIterable<Uint8Array>) => Promise<StoredBytes>
  close: () => Promise<void>
}

export async function openByteKeeper(): Promise<ByteKeeper> {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-object-server-'))
  let files = 0
  return {
    keep: async (body) => {
      const sums = openChecksums()
      const held: Uint8Array[] = []
      let sizeBytes = 0
      let file: { path: string; handle: Awaited<ReturnType<typeof open>> } | undefined
      try {
        for await (const chunk of body) {
          sums.update(chunk)
          sizeBytes += chunk.length
          if (file === undefined) held.push(chunk)
          else await file.handle.writeFile(chunk)
          if (file === undefined && sizeBytes > inMemoryBytes) {
            const path = join(folder, String(++files))
            file = { path, handle: await open(path, 'wx') }
            for (const chunk of held.splice(0)) await file.handle.writeFile(chunk)
          }
        }
      } catch (error) {
        if (file !== undefined) await rm(file.path, { force: true })
        throw error
      } finally {
        await file?.handle.close()
      }
      const segment: Segment = file === undefined ? { bytes: Buffer.concat(held) } : { path: file.path, start: 0, sizeBytes }
      return { sizeBytes, checksums: sums.digest(), segments: [segment] }
    },
    close: () => rm(folder, { recursive: true, force: true }),
  }
}

function openChecksums() {
  const md5 = createHash('md5')
  const sha256 = createHash('sha256')
  const castagnoli = createCrc32c()
  let ieee = 0
  return {
    update: (chunk: Uint8Array) => {
      md5.update(chunk)
      sha256.update(chunk)
      castagnoli.update(chunk)
      ieee = crc32(chunk, ieee)
    },
    digest: (): Checksums => {
      const number = Buffer.alloc(4)
      number.writeUInt32BE(ieee)
      return { md5: md5.digest('hex'), sha256: sha256.digest('hex'), crc32: number.toString('base64'), crc32c: castagnoli.digest() }
    },
  }
}

/** Several bodies as one, in order; its checksums are computed by reading it through. */
export async function joinBytes(parts: readonly StoredBytes[]): Promise<StoredBytes> {
  const [first] = parts
  return parts.length === 1 && first !== undefined ? first : withChecksums(joinUnread(parts).segments)
}

/** The same without checksums: no service reads a body again for the parts that it came in. */
export function joinUnread(parts: readonly KeptBytes[]): KeptBytes {
  return { sizeBytes: parts.reduce((sum, part) => sum + part.sizeBytes, 0), segments: parts.flatMap(({ segments }) => segments) }
}

/** The bytes from `start` up to `end` as a body of its own. */
export function cutBytes({ segments }: KeptBytes, start: number, end: number): Promise<StoredBytes> {
  return withChecksums(cutSegments(segments, start, end))
}

async function withChecksums(segments: readonly Segment[]): Promise<StoredBytes> {
  const sums = openChecksums()
  for await (const chunk of readBytes({ segments })) sums.update(chunk)
  return { sizeBytes: segments.reduce((sum, segment) => sum + sizeOf(segment), 0), checksums: sums.digest(), segments }
}

const sizeOf = (segment: Segment) => ('bytes' in segment ? segment.bytes.length : segment.sizeBytes)

function cutSegments(segments: readonly Segment[], start: number, end: number): Segment[] {
  let offset = 0
  return segments.flatMap((segment): Segment[] => {
    const from = Math.max(0, start - offset)
    const to = Math.min(sizeOf(segment), end - offset)
    offset += sizeOf(segment)
    if (from >= to) return []
    return 'bytes' in segment
      ? [{ bytes: segment.bytes.subarray(from, to) }]
      : [{ path: segment.path, start: segment.start + from, sizeBytes: to - from }]
  })
}

/** The bytes from `start` up to `end`. */
export async function* readBytes({ segments }: Pick<StoredBytes, 'segments'>, start = 0, end = Infinity): AsyncGenerator<Uint8Array> {
  for (const segment of cutSegments(segments, start, end)) {
    if ('bytes' in segment) yield segment.bytes
    else yield* createReadStream(segment.path, { start: segment.start, end: segment.start + segment.sizeBytes - 1 })
  }
}
