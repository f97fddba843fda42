// A store in a bucket of Google's storage.
import { Storage } from '@google-cloud/storage'
import { type StorageBackend } from '../store/backend.ts'
import { type GcsSettings } from '../store/store-settings.ts'
import { parseBucketUri } from './bucket/bucket-address.ts'
import { checkEndpoint } from './bucket/check-endpoint.ts'
import { createBucketBackend } from './bucket/bucket-backend.ts'
import { probeWriting } from './bucket/probe-writing.ts'
import { hasty, retrying } from './bucket/retry.ts'
import { openGcsBucket } from './gcs/gcs-bucket.ts'

/**
 * Opens `gs://bucket/prefix`. Credentials come from Google's own chain: environment, gcloud, the machine.
 * @throws store.unreachable, store.denied, each with the problem in its details; request.invalid
 */
export async function openGcsBackend(uri: string, { project, endpoint }: GcsSettings): Promise<StorageBackend> {
  const address = parseBucketUri(uri)
  const { bucketName, rootUri } = address
  checkEndpoint(endpoint)
  const client = new Storage({
    // Tried again by us: only we know which writes may be repeated.
    retryOptions: { autoRetry: false },
    ...(project === undefined ? {} : { projectId: project }),
    // Google's private endpoints want credentials, emulators have none.
    ...(endpoint === undefined ? {} : { apiEndpoint: endpoint, useAuthWithCustomEndpoint: endpoint.startsWith('https://') }),
  })
  const bucket = openGcsBucket({ bucket: client.bucket(bucketName), rootUri })
  const [, writing] = await Promise.all([
    retrying(() => bucket.list({ prefix: address.prefixOf('.vitrine/journal/') }), hasty),
    probeWriting(bucket, address),
  ])
  return createBucketBackend({ scheme: 'gs', address, bucket, ...writing })
}
