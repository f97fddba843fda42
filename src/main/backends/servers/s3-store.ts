// An S3 backend on a server of its own, for tests.
import { type StorageBackend } from '../../store/backend.ts'
import { openS3Backend } from '../s3.ts'
import { type S3Credentials } from './s3-signature.ts'

/** The SDK's own chain finds these first. */
export function setCredentials({ accessKeyId, secretAccessKey }: S3Credentials): void {
  process.env['AWS_ACCESS_KEY_ID'] = accessKeyId
  process.env['AWS_SECRET_ACCESS_KEY'] = secretAccessKey
}

export interface S3Target {
  endpoint: string
  credentials: S3Credentials
}

export function openS3At({ endpoint, credentials }: S3Target, uri = 's3://bucket/a%20b/prefix'): Promise<StorageBackend> {
  setCredentials(credentials)
  return openS3Backend(uri, { endpoint, region: 'us-east-1' })
}
