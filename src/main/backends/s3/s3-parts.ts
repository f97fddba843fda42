// Large uploads in parts. Not by the SDK's own lib-storage: that one cannot try a part again by itself, grow its parts past 10,000, or
// promise that an abort which overtakes a part leaves nothing behind.
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  ListPartsCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { type LargeUpload } from '../bucket/bucket.ts'
import { patient, retrying } from '../bucket/retry.ts'
import { type S3Place } from './s3-bucket.ts'
import { readS3Failure, s3Error } from './s3-error.ts'

export interface PartUpload extends S3Place {
  Key: string
  UploadId: string
}

const parallel = 3
const megabyte = 1024 * 1024
/** 10,000 parts are the most there may be, so later ones are larger: some 290 GB in all. */
const partBytes = (number: number) => (number <= 1000 ? 8 : 32) * megabyte

export async function createPartUpload(place: S3Place, Key: string, metadata: { Metadata?: Record<string, string> }): Promise<PartUpload> {
  const { client, bucketName: Bucket } = place
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key, ...metadata }))
  if (UploadId === undefined) throw new Error('the service gave no id for an upload in parts')
  return { ...place, Key, UploadId }
}

export async function openPartUpload(place: S3Place, name: string, metadata: { Metadata?: Record<string, string> }): Promise<LargeUpload> {
  const upload = await createPartUpload(place, name, metadata)
  const { client, bucketName: Bucket, Key, UploadId, rootUri } = upload
  const tags: string[] = []
  const running = new Set<Promise<void>>()
  /** Of parts that are there: another large buffer for each part would cost about as much as sending it. */
  const spare: Buffer[] = []
  let pending: Buffer | undefined
  let pendingBytes = 0
  let number = 0
  let failure: unknown
  let isComplete = false

  const open = async () => {
    while (running.size >= parallel) await Promise.race(running)
    if (failure !== undefined) throw failure
    const found = spare.pop()
    return found !== undefined && found.length >= partBytes(number + 1) ? found : Buffer.allocUnsafeSlow(partBytes(number + 1))
  }
  const send = (buffer: Buffer) => {
    const Body = buffer.subarray(0, pendingBytes)
    const PartNumber = ++number
    pending = undefined
    pendingBytes = 0
    const sending = (async () => {
      try {
        tags[PartNumber - 1] = await retrying(async () => {
          try {
            return (await client.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }))).ETag ?? ''
          } catch (error) {
            throw s3Error(error, { rootUri, operation: 'write' })
          }
        }, patient)
        spare.push(buffer)
      } catch (error) {
        failure ??= error
      }
    })()
    running.add(sending)
    void sending.finally(() => running.delete(sending))
  }

  return {
    write: async (chunk) => {
      for (let offset = 0; offset < chunk.length;) {
        pending ??= await open()
        const wanted = partBytes(number + 1)
        const part = chunk.subarray(offset, offset + wanted - pendingBytes)
        pending.set(part, pendingBytes)
        pendingBytes += part.length
        offset += part.length
        if (pendingBytes === wanted) send(pending)
      }
    },
    complete: async () => {
      if (pending !== undefined) send(pending)
      await Promise.all(running)
      if (failure !== undefined) throw failure
      await retrying(() => completeParts(upload, tags), patient)
      isComplete = true
    },
    abort: async () => {
      if (isComplete) return
      // A part that arrives after the abort would stay for ever.
      await Promise.all(running)
      await retrying(() => abortParts(upload), patient)
    },
  }
}

export async function completeParts(
  { client, bucketName: Bucket, Key, UploadId, rootUri }: PartUpload,
  tags: readonly string[],
): Promise<void> {
  const Parts = tags.map((ETag, index) => ({ ETag, PartNumber: index + 1 }))
  try {
    await client.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }))
  } catch (error) {
    // Completed by an earlier try whose answer was lost: nobody else knows this upload.
    if (readS3Failure(error).name === 'NoSuchUpload') return
    throw s3Error(error, { rootUri, operation: 'write' })
  }
}

export async function abortParts({ client, bucketName: Bucket, Key, UploadId, rootUri }: PartUpload): Promise<void> {
  try {
    await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }))
  } catch (error) {
    if (readS3Failure(error).status !== 404) throw s3Error(error, { rootUri, operation: 'write' })
  }
}

/** Uploads that nobody completed or aborted, page after page. */
export async function listPartUploads(place: S3Place, Prefix: string): Promise<(PartUpload & { startedAt: Date })[]> {
  const { client, bucketName: Bucket } = place
  const found: (PartUpload & { startedAt: Date })[] = []
  let next: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined } | undefined = {}
  try {
    while (next !== undefined) {
      const page: ListMultipartUploadsCommandOutput = await client.send(new ListMultipartUploadsCommand({ Bucket, Prefix, ...next }))
      for (const { Key, UploadId, Initiated: startedAt = new Date(0) } of page.Uploads ?? [])
        if (Key !== undefined && UploadId !== undefined) found.push({ ...place, Key, UploadId, startedAt })
      next = page.IsTruncated === true ? { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker } : undefined
    }
  } catch (error) {
    // Some services have no such call, and some keys may not make it. What is left in parts then stays until the bucket's own rules drop it.
    if (![403, 501].includes(readS3Failure(error).status ?? 0)) throw error
  }
  return found
}

/** When the latest part of an upload arrived; undefined when none did, or the service does not tell. */
export async function lastPartAt({ client, bucketName: Bucket, Key, UploadId }: PartUpload): Promise<Date | undefined> {
  try {
    const { Parts } = await client.send(new ListPartsCommand({ Bucket, Key, UploadId }))
    return Parts?.reduce<Date | undefined>(
      (latest, { LastModified }) => (LastModified && (!latest || LastModified > latest) ? LastModified : latest),
      undefined,
    )
  } catch (error) {
    if ([403, 404, 501].includes(readS3Failure(error).status ?? 0)) return undefined
    throw error
  }
}
