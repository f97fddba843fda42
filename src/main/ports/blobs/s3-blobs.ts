// Keyed blobs in a bucket, through any client that can do three things.
import { isVitrineError, VitrineError } from '../../../shared/errors.ts'
import { readWhole } from '../../read-whole.ts'
import { attempt, done, fail, type PortResult } from '../port-result.ts'
import { artifactNotFound, type ArtifactStorePort, checkKey, chunksOf } from './artifact-store-port.ts'

/** What a client answers. For an object that is not there the error is the text `not_found`; any other is told as it is. */
export type S3Answer<T = undefined> = { ok: true; value: T } | { ok: false; error: unknown }

/** All that is needed of an S3 client. Its calls may also throw. */
export interface S3Client {
  putObject: (bucket: string, key: string, content: Uint8Array) => Promise<S3Answer<unknown>>
  getObject: (bucket: string, key: string) => Promise<S3Answer<Uint8Array>>
  deleteObject: (bucket: string, key: string) => Promise<S3Answer<unknown>>
}

export interface S3BlobsOptions {
  bucket: string
  /** Stands before every key as it is: no slash is added. */
  prefix?: string
  client: S3Client
}

/**
 * Objects are `prefix + key`, raw bytes. S3 wants to know a body's length first, so a stream is gathered before it is sent: content that
 * does not fit in memory belongs in an `s3://` store.
 * @throws request.invalid without a bucket
 */
export function openS3Blobs({ bucket, prefix = '', client }: S3BlobsOptions): ArtifactStorePort {
  if (typeof bucket !== 'string' || bucket === '') throw new VitrineError('request.invalid', { reason: 'bucket is required' })
  const call = <T>(verb: string, key: string, ask: (objectKey: string) => Promise<S3Answer<T>>): Promise<PortResult<T>> =>
    attempt(`${verb} S3 object`, async () => {
      const objectKey = prefix + checkKey(key)
      const answer = await ask(objectKey)
      if (answer.ok) return answer.value
      throw toVitrine(answer.error, `s3://${bucket}/${objectKey}`)
    })

  return {
    put: async (key, content) => {
      const result = await call('put', key, async (objectKey) => client.putObject(bucket, objectKey, await readWhole(chunksOf(content))))
      // Where a put finds nothing, it is the bucket that is not there.
      if (!result.ok && result.error.code === 'not_found')
        return fail(unreachable(`s3://${bucket}`, 'not found'), 'Failed to put S3 object: not found')
      return result.ok ? done : result
    },
    get: async (key) => {
      const result = await call('get', key, (objectKey) => client.getObject(bucket, objectKey))
      return !result.ok && result.error.code === 'not_found' ? fail(result.error.cause, artifactNotFound(key)) : result
    },
    delete: async (key) => {
      const result = await call('delete', key, (objectKey) => client.deleteObject(bucket, objectKey))
      return result.ok || result.error.code === 'not_found' ? done : result
    },
  }
}

const unreachable = (uri: string, reason: string, cause?: unknown) => new VitrineError('store.unreachable', { uri, reason }, { cause })

function toVitrine(error: unknown, uri: string): VitrineError {
  if (error === 'not_found') return new VitrineError('artifact.not-found', { uri })
  if (isVitrineError(error)) return error
  return unreachable(uri, error instanceof Error ? `${error.name}: ${error.message}` : JSON.stringify(error), error)
}
