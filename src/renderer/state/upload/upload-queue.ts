// The uploads of this window as plain values: what each is doing, and which may start.
import { type UploadTarget } from '../../../shared/address.ts'
import { type Artifact } from '../../../shared/artifact-list.ts'
import { type VitrineError } from '../../../shared/errors.ts'

export type UploadStatus =
  | { state: 'waiting' }
  | { state: 'sending'; sentBytes: number }
  | { state: 'done'; artifact: Artifact }
  | { state: 'failed'; error: VitrineError }
  | { state: 'cancelled' }

export interface Upload {
  id: number
  target: UploadTarget
  sizeBytes: number
  status: UploadStatus
}

const atOnce = 2

export function updateUpload(uploads: readonly Upload[], id: number, status: UploadStatus): readonly Upload[] {
  return uploads.map((upload) => (upload.id === id ? { ...upload, status } : upload))
}

/** The waiting uploads that may start now, in order. */
export function nextUploads(uploads: readonly Upload[]): readonly Upload[] {
  const sending = uploads.filter(({ status }) => status.state === 'sending').length
  return uploads.filter(({ status }) => status.state === 'waiting').slice(0, Math.max(0, atOnce - sending))
}

export function isRunning({ status }: Upload): boolean {
  return status.state === 'waiting' || status.state === 'sending'
}

const rank: Record<UploadStatus['state'], number> = { failed: 0, sending: 1, waiting: 2, cancelled: 3, done: 4 }

/** At most `most` of them, in their order: those that ask for a look before those that only wait or are over. */
export function mostTelling(uploads: readonly Upload[], most: number): readonly Upload[] {
  if (uploads.length <= most) return uploads
  const chosen = new Set(uploads.toSorted((a, b) => rank[a.status.state] - rank[b.status.state]).slice(0, most))
  return uploads.filter((upload) => chosen.has(upload))
}

export interface UploadSums {
  running: number
  done: number
  failed: number
  cancelled: number
  sentBytes: number
  sizeBytes: number
}

/** Sums over all uploads; bytes count those that are sent or still will be. */
export function sumUploads(uploads: readonly Upload[]): UploadSums {
  const sums: UploadSums = { running: 0, done: 0, failed: 0, cancelled: 0, sentBytes: 0, sizeBytes: 0 }
  for (const { status, sizeBytes } of uploads) {
    if (status.state === 'waiting' || status.state === 'sending') sums.running++
    else sums[status.state]++
    if (status.state === 'failed' || status.state === 'cancelled') continue
    sums.sizeBytes += sizeBytes
    if (status.state === 'done') sums.sentBytes += sizeBytes
    if (status.state === 'sending') sums.sentBytes += Math.min(status.sentBytes, sizeBytes)
  }
  return sums
}
