// Copies of objects too large for one request, inside the service.
import { UploadPartCopyCommand } from '@aws-sdk/client-s3'
import { patient, retrying } from '../bucket/retry.ts'
import { type S3Place } from './s3-bucket.ts'
import { s3Error } from './s3-error.ts'
import { abortParts, completeParts, createPartUpload } from './s3-parts.ts'

const megabyte = 1024 * 1024
/** S3 takes up to 5 GiB at once, but no answer comes before the last byte is copied. */
export const largestSingleCopy = 256 * megabyte
const parallel = 8

export interface LargeCopy {
  CopySource: string
  Key: string
  sizeBytes: number
  Metadata?: Record<string, string>
}

export async function copyInParts(place: S3Place, { CopySource, Key, sizeBytes, Metadata }: LargeCopy): Promise<void> {
  const upload = await createPartUpload(place, Key, Metadata === undefined ? {} : { Metadata })
  const { client, bucketName: Bucket, UploadId, rootUri } = upload
  const partBytes = Math.max(128 * megabyte, Math.ceil(sizeBytes / 10_000))
  const tags: string[] = []
  let next = 0
  const copyParts = async () => {
    for (let index = next++; index * partBytes < sizeBytes; index = next++) {
      const CopySourceRange = `bytes=${index * partBytes}-${Math.min(sizeBytes, (index + 1) * partBytes) - 1}`
      tags[index] = await retrying(async () => {
        try {
          const command = new UploadPartCopyCommand({ Bucket, Key, UploadId, PartNumber: index + 1, CopySource, CopySourceRange })
          return (await client.send(command)).CopyPartResult?.ETag ?? ''
        } catch (error) {
          throw s3Error(error, { rootUri, operation: 'write' })
        }
      }, patient)
    }
  }
  const copying = Array.from({ length: parallel }, copyParts)
  try {
    await Promise.all(copying)
    await retrying(() => completeParts(upload, tags), patient)
  } catch (error) {
    // Parts that are still being copied would arrive after the abort.
    next = Infinity
    await Promise.allSettled(copying)
    await retrying(() => abortParts(upload), patient)
    throw error
  }
}
