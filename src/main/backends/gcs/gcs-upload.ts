// Large uploads in chunks of one session, which goes on where a broken connection ended. The client only begins the session: to try a chunk
// again it would need the whole stream again. A session's address is its credential, so its requests carry no other.
import { type LargeUpload } from '../bucket/bucket.ts'
import { pause, patient, TransientFault } from '../bucket/retry.ts'
import { type GcsPlace } from './gcs-bucket.ts'
import { gcsError } from './gcs-error.ts'

/** A multiple of 256 KiB, as all chunks but the last must be. */
const chunkBytes = 8 * 1024 * 1024
const answerMs = 120_000

export async function openResumableUpload(
  { bucket, rootUri }: GcsPlace,
  name: string,
  metadata: { metadata?: Record<string, string> },
): Promise<LargeUpload> {
  const [uri] = await bucket.file(name).createResumableUpload({ metadata: { contentType: 'application/octet-stream', ...metadata } })
  let pending: Buffer<ArrayBuffer> | undefined
  /** Of a chunk that the service has: a request copies its body, so nobody reads it any more. */
  let spare: Buffer<ArrayBuffer> | undefined
  let pendingBytes = 0
  /** Bytes that the service has. */
  let arrived = 0
  let isComplete = false

  /** Gives how many bytes the service has; sets `isComplete` when it has all. */
  const send = async (range: string, body: Uint8Array<ArrayBuffer>): Promise<number> => {
    try {
      const signal = AbortSignal.timeout(answerMs)
      const response = await fetch(uri, { method: 'PUT', headers: { 'content-range': `bytes ${range}` }, body, signal })
      await response.arrayBuffer()
      isComplete = response.ok
      if (response.ok) return Infinity
      if (response.status === 308) return Number(/-(\d+)$/.exec(response.headers.get('range') ?? '')?.[1] ?? -1) + 1
      throw Object.assign(new Error('the service refused a chunk'), { code: response.status })
    } catch (error) {
      throw gcsError(error, { rootUri, operation: 'write' })
    }
  }
  const nothing = new Uint8Array()
  const sendPending = async (totalBytes: number | '*'): Promise<void> => {
    const chunk = pending?.subarray(0, pendingBytes) ?? nothing
    const sent = pending
    pending = undefined
    pendingBytes = 0
    const start = arrived
    const end = start + chunk.length
    let isUnsure = false
    const isDone = () => isComplete || (arrived === end && totalBytes === '*')
    for (let failures = 0; !isDone();) {
      try {
        const left = chunk.subarray(arrived - start)
        const range = left.length === 0 ? `*/${totalBytes}` : `${arrived}-${end - 1}/${totalBytes}`
        const known = isUnsure ? await send(`*/${totalBytes}`, nothing) : await send(range, left)
        isUnsure = false
        if (known > arrived) failures = 0
        else if (++failures >= patient.attempts) throw gcsError(new Error('ECONNRESET: no byte arrives'), { rootUri, operation: 'write' })
        arrived = Math.min(Math.max(arrived, known), end)
      } catch (error) {
        if (!(error instanceof TransientFault)) throw error
        if (++failures >= patient.attempts) throw error.failure
        isUnsure = true
        await pause(failures)
      }
    }
    spare = sent
  }

  return {
    write: async (chunk) => {
      for (let offset = 0; offset < chunk.length;) {
        const part = chunk.subarray(offset, offset + chunkBytes - pendingBytes)
        pending ??= spare ?? Buffer.allocUnsafeSlow(chunkBytes)
        pending.set(part, pendingBytes)
        pendingBytes += part.length
        offset += part.length
        if (pendingBytes === chunkBytes) await sendPending('*')
      }
    },
    complete: () => sendPending(arrived + pendingBytes),
    abort: async () => {
      if (isComplete) return
      // It answers 499 for a session that it ended. One that it cannot be told of now it drops by itself after a week.
      await fetch(uri, { method: 'DELETE', signal: AbortSignal.timeout(answerMs) }).catch(() => undefined)
    },
  }
}
