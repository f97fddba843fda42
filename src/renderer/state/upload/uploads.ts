// Sends what the reader uploads, a few at a time, and tells how each is doing.
import { type UploadTarget } from '../../../shared/address.ts'
import { isVitrineError, toVitrineError } from '../../../shared/errors.ts'
import { uploadArtifact } from '../../client/upload.ts'
import { noteOwnChange } from '../own-changes.ts'
import { isRunning, nextUploads, type Upload, updateUpload, type UploadStatus } from './upload-queue.ts'
import { useWatched, Watched } from '../../watched.ts'

export interface PlannedUpload {
  target: UploadTarget
  bytes: Blob
}

interface Job {
  bytes: Blob
  abort: AbortController
}

const uploads = new Watched<readonly Upload[]>([])
let lastId = 0
const jobs = new Map<number, Job>()

function setStatus(id: number, status: UploadStatus): void {
  uploads.set(updateUpload(uploads.get(), id, status))
}

async function send({ id, target }: Upload, { bytes, abort }: Job): Promise<void> {
  setStatus(id, { state: 'sending', sentBytes: 0 })
  try {
    const onSent = (sentBytes: number) => setStatus(id, { state: 'sending', sentBytes })
    const artifact = await uploadArtifact(target, bytes, { signal: abort.signal, onSent })
    noteOwnChange(artifact.record.uri)
    jobs.delete(id)
    setStatus(id, { state: 'done', artifact })
  } catch (error) {
    setStatus(id, isVitrineError(error, 'upload.aborted') ? { state: 'cancelled' } : { state: 'failed', error: toVitrineError(error) })
  }
  startWaiting()
}

function startWaiting(): void {
  for (const upload of nextUploads(uploads.get())) {
    const job = jobs.get(upload.id)
    if (job !== undefined) void send(upload, job)
  }
}

export function startUploads(planned: readonly PlannedUpload[]): void {
  const added = planned.map(({ target, bytes }): Upload => {
    lastId++
    jobs.set(lastId, { bytes, abort: new AbortController() })
    return { id: lastId, target, sizeBytes: bytes.size, status: { state: 'waiting' } }
  })
  uploads.set([...uploads.get(), ...added])
  startWaiting()
}

export function cancelUpload(id: number): void {
  jobs.get(id)?.abort.abort()
  const upload = uploads.get().find((upload) => upload.id === id)
  if (upload?.status.state === 'waiting') setStatus(id, { state: 'cancelled' })
}

export function retryUpload(id: number): void {
  const job = jobs.get(id)
  if (job === undefined) return
  jobs.set(id, { bytes: job.bytes, abort: new AbortController() })
  setStatus(id, { state: 'waiting' })
  startWaiting()
}

/** Forgets the uploads that are over. */
export function clearUploads(): void {
  const rest = uploads.get().filter(isRunning)
  const kept = new Set(rest.map(({ id }) => id))
  for (const id of jobs.keys()) if (!kept.has(id)) jobs.delete(id)
  uploads.set(rest)
}

export function useUploads(): readonly Upload[] {
  return useWatched(uploads)
}
