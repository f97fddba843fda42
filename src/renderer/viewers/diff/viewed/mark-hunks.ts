// What hunks are known by, whatever stands around them and in whichever attempt; the format is in shared/review/viewed.ts.

/** Contents of hunks, one after the other; each ends where the next begins. */
export interface MarkRequest {
  bytes: Uint8Array<ArrayBuffer>
  ends: Uint32Array<ArrayBuffer>
}

const markBytes = 16

/** The mark of each hunk, without what tells equal ones in a file apart. */
export async function markHunks({ bytes, ends }: MarkRequest): Promise<string[]> {
  return Promise.all(
    Array.from(ends, async (end, index) => {
      const digest = await crypto.subtle.digest('SHA-256', bytes.subarray(ends[index - 1] ?? 0, end))
      return Array.from(new Uint8Array(digest, 0, markBytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
    }),
  )
}
