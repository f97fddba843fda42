// Bytes on their way into a bucket. Few are held in memory until they have their name; many go up in parts under a name of their own, which
// nobody else uses, and take their place by a copy inside the service.
import { type Stage } from '../../store/backend.ts'
import { type Bucket, type LargeUpload } from './bucket.ts'
import { patient, retrying } from './retry.ts'

/** What is put by a single request. */
const heldBytes = 8 * 1024 * 1024

export interface StageParts {
  bucket: Bucket
  id: string
  /** Where the bytes of a large one lie until they have their place. */
  stagedName: string
  /** Puts a small one in place; see `Stage.commit`. */
  put: (key: string, content: Uint8Array, ifAbsent: boolean) => Promise<boolean>
  /** Copies a large one into place. */
  copy: (key: string, ifAbsent: boolean) => Promise<boolean>
}

export function createBucketStage({ bucket, id, stagedName, put, copy }: StageParts): Stage {
  let held: Uint8Array[] = []
  let sizeBytes = 0
  let upload: LargeUpload | undefined
  const isHeld = () => upload === undefined

  return {
    id,
    write: async (chunk) => {
      sizeBytes += chunk.length
      if (sizeBytes <= heldBytes) {
        held.push(Buffer.from(chunk))
        return
      }
      upload ??= await retrying(() => bucket.openUpload(stagedName, id), patient)
      for (const before of held.splice(0)) await upload.write(before)
      await upload.write(chunk)
    },
    finish: async () => {
      if (held.length > 1) held = [Buffer.concat(held)]
      await upload?.complete()
      return sizeBytes
    },
    commit: (key, options) => {
      const ifAbsent = options?.ifAbsent ?? false
      return isHeld() ? put(key, held[0] ?? new Uint8Array(), ifAbsent) : copy(key, ifAbsent)
    },
    discard: async () => {
      held = []
      if (upload === undefined) return
      await upload.abort()
      await retrying(() => bucket.delete(stagedName), patient)
    },
  }
}
