// A store in an S3 bucket, or in one of any service that speaks S3.
import { S3Client } from '@aws-sdk/client-s3'
import { isVitrineError } from '../../shared/errors.ts'
import { type StorageBackend } from '../store/backend.ts'
import { type S3Settings } from '../store/store-settings.ts'
import { type BucketAddress, parseBucketUri } from './bucket/bucket-address.ts'
import { checkEndpoint } from './bucket/check-endpoint.ts'
import { createBucketBackend } from './bucket/bucket-backend.ts'
import { probeWriting } from './bucket/probe-writing.ts'
import { hasty, retrying } from './bucket/retry.ts'
import { openS3Bucket } from './s3/s3-bucket.ts'

const connectMs = 5000
/** A connection on which nothing moves for so long is broken. */
const idleMs = 60_000

/**
 * Opens `s3://bucket/prefix`. Credentials come from the SDK's own chain: environment, profile, role.
 * @throws store.unreachable, store.denied, each with the problem in its details; request.invalid
 */
export async function openS3Backend(uri: string, settings: S3Settings): Promise<StorageBackend> {
  const address = parseBucketUri(uri)
  try {
    return await openAt(address, settings)
  } catch (error) {
    // Whoever names no region means the bucket's.
    const region = isVitrineError(error, 'store.unreachable') ? error.details.region : undefined
    if (region === undefined || settings.region !== undefined) throw error
    return openAt(address, { ...settings, region })
  }
}

async function openAt(address: BucketAddress, settings: S3Settings): Promise<StorageBackend> {
  const { bucketName, rootUri } = address
  const client = createClient(settings)
  const bucket = openS3Bucket({ client, bucketName, rootUri })
  try {
    // The listing finds out whether the bucket is there and whose it is, the other whether it may be written, and on conditions.
    const [, writing] = await Promise.all([
      retrying(() => bucket.list({ prefix: address.prefixOf('.vitrine/journal/') }), hasty),
      probeWriting(bucket, address),
    ])
    return createBucketBackend({ scheme: 's3', address, bucket, ...writing })
  } catch (error) {
    client.destroy()
    throw error
  }
}

function createClient({ region, endpoint, pathStyle }: S3Settings): S3Client {
  const isElsewhere =
    endpoint !== undefined || process.env['AWS_ENDPOINT_URL_S3'] !== undefined || process.env['AWS_ENDPOINT_URL'] !== undefined
  checkEndpoint(endpoint)
  return new S3Client({
    // Tried again by us: only we know which writes may be repeated.
    maxAttempts: 1,
    requestHandler: { connectionTimeout: connectMs, socketTimeout: idleMs, httpAgent: { maxSockets: 64 }, httpsAgent: { maxSockets: 64 } },
    // The store's own SHA-256 covers what is read, ranges included.
    responseChecksumValidation: 'WHEN_REQUIRED',
    // Other services than Amazon's do not know its newer checksums.
    ...(isElsewhere ? { requestChecksumCalculation: 'WHEN_REQUIRED' as const } : {}),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(region === undefined && !isElsewhere ? {} : { region: region ?? process.env['AWS_REGION'] ?? 'us-east-1' }),
    forcePathStyle: pathStyle ?? isElsewhere,
  })
}
