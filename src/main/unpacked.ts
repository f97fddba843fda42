// What a compressed file holds. The bytes that were uploaded stay as they are; who reads them for what they say reads through here.
import { createGunzip, createZstdDecompress } from 'node:zlib'
import { pipeline } from 'node:stream/promises'
import { formatBytes } from '../shared/bytes.ts'

export type Packing = 'gzip' | 'zstd'

/** A few kilobytes can hold as many gigabytes: what is beyond is not read. */
const mostUnpackedBytes = 512 * 1024 * 1024

const chunkSize = 128 * 1024
const magicBytes = 4
const magics: readonly (readonly [magic: string, packing: Packing])[] = [
  ['1f8b08', 'gzip'],
  ['28b52ffd', 'zstd'],
]

/** A compressed file is damaged, cut off, or holds too much. */
export class UnpackFailure extends Error {}

const packingOf = (head: Uint8Array): Packing | undefined => {
  const hex = Buffer.from(head.subarray(0, magicBytes)).toString('hex')
  return magics.find(([magic]) => hex.startsWith(magic))?.[1]
}

/** A name without the ending of its compression. */
export const unpackedName = (name: string): string => name.replace(/\.(?:gz|gzip|zst|zstd)$/i, '') || name

/**
 * What a content holds when it is compressed, once: an archive in it stays one. Anything else is given as it is.
 * Reading throws UnpackFailure where the compressed bytes end.
 */
export async function unpack(
  content: AsyncIterable<Uint8Array>,
  mostBytes = mostUnpackedBytes,
): Promise<{ packing: Packing | undefined; content: AsyncIterable<Uint8Array> }> {
  const iterator = content[Symbol.asyncIterator]()
  const head: Uint8Array[] = []
  let length = 0
  while (length < magicBytes) {
    const next = await iterator.next()
    if (next.done === true) break
    head.push(next.value)
    length += next.value.length
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      yield* head.splice(0)
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value
    } finally {
      await iterator.return?.()
    }
  }
  const packing = packingOf(Buffer.concat(head))
  return { packing, content: packing === undefined ? all() : inflate(packing, all(), mostBytes) }
}

/** As `unpack`, for who need not know. */
export async function* unpacked(content: AsyncIterable<Uint8Array>, mostBytes?: number): AsyncGenerator<Uint8Array> {
  yield* (await unpack(content, mostBytes)).content
}

/** What can be unpacked of it; `broke` is told where it ends early. */
export async function* unpackedSoFar(
  content: AsyncIterable<Uint8Array>,
  mostBytes?: number,
  broke: () => void = () => undefined,
): AsyncGenerator<Uint8Array> {
  try {
    yield* unpacked(content, mostBytes)
  } catch (error) {
    if (!(error instanceof UnpackFailure)) throw error
    broke()
  }
}

async function* inflate(packing: Packing, content: AsyncIterable<Uint8Array>, mostBytes: number): AsyncGenerator<Uint8Array> {
  const stream = packing === 'gzip' ? createGunzip({ chunkSize }) : createZstdDecompress({ chunkSize })
  let problem: unknown
  const feeding = pipeline(content, stream).catch((error: unknown) => (problem = error))
  let length = 0
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length > mostBytes) throw new UnpackFailure(`it is ${packing} that holds more than ${formatBytes(mostBytes)}`)
      yield chunk
    }
  } catch (error) {
    throw isZlibError(error)
      ? new UnpackFailure(`its ${packing} data ends or breaks off after ${formatBytes(length)}`, { cause: error })
      : error
  } finally {
    stream.destroy()
    await feeding
  }
  if (problem !== undefined) throw problem
}

const isZlibError = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && /^(?:Z_|ZSTD_|ERR_ZSTD|ERR_ZLIB)/.test(String(error.code))
