import { createHash } from 'node:crypto'
import { type Encoding } from '../../../shared/artifact.ts'
import { isVitrineError } from '../../../shared/errors.ts'
import { type StorageBackend } from '../backend.ts'
import { decompress } from '../compression.ts'

export interface Measured {
  stored: { checksum: string; sizeBytes: number }
  raw: { checksum: string; sizeBytes: number }
}

const mostRawBytes = 8 * 1024 ** 3

/** Checksums and sizes of an object's bytes, stored and raw, for records that do not say them; undefined when it cannot be read to its end. */
export async function measure(backend: StorageBackend, key: string, encoding: Encoding): Promise<Measured | undefined> {
  const stored = { hash: createHash('sha256'), sizeBytes: 0 }
  const raw = { hash: createHash('sha256'), sizeBytes: 0 }
  try {
    const content = await backend.download(key)
    const counted = (async function* () {
      for await (const chunk of content) {
        stored.hash.update(chunk)
        stored.sizeBytes += chunk.length
        yield chunk
      }
    })()
    for await (const chunk of decompress(encoding, counted)) {
      raw.hash.update(chunk)
      raw.sizeBytes += chunk.length
      if (raw.sizeBytes > mostRawBytes) return undefined
    }
  } catch (error) {
    if (isVitrineError(error) && error.code !== 'artifact.not-found') throw error
    // Gone, or damaged: what reads it later says so.
    return undefined
  }
  return {
    stored: { checksum: stored.hash.digest('hex'), sizeBytes: stored.sizeBytes },
    raw: { checksum: raw.hash.digest('hex'), sizeBytes: raw.sizeBytes },
  }
}
