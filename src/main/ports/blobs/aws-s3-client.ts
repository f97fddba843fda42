import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, type S3Client as AwsClient } from '@aws-sdk/client-s3'
import { type S3Answer, type S3Client } from './s3-blobs.ts'

/** The three calls over a client of the AWS SDK, with whatever region, endpoint and credentials it was made. */
export function createAwsS3Client(client: AwsClient): S3Client {
  return {
    putObject: (bucket, key, content) =>
      answer(() => client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: content, ContentLength: content.byteLength }))),
    getObject: (bucket, key) =>
      answer(async () => {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }))
        return Body === undefined ? new Uint8Array() : Body.transformToByteArray()
      }),
    deleteObject: (bucket, key) => answer(() => client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }))),
  }
}

async function answer<T>(ask: () => Promise<T>): Promise<S3Answer<T>> {
  try {
    return { ok: true, value: await ask() }
  } catch (error) {
    // A missing bucket is not a missing object.
    return { ok: false, error: error instanceof Error && error.name === 'NoSuchKey' ? 'not_found' : error }
  }
}
