// One row per backend: which scheme opens which.
import { VitrineError } from '../../shared/errors.ts'
import { type StorageBackend } from '../store/backend.ts'
import { type GcsSettings, type S3Settings } from '../store/store-settings.ts'
import { openFilesystemBackend } from './filesystem.ts'
import { pathOfFileUri } from './folder-path.ts'
import { openMemoryBackend } from './memory.ts'

export interface BackendOptions {
  /** Make a folder that is absent; buckets are never made. */
  create: boolean
  s3?: S3Settings
  gcs?: GcsSettings
}

// The clouds' SDKs take longer to load than everything else together, so only their own stores load them.
const openers: Record<string, (uri: string, options: BackendOptions) => Promise<StorageBackend>> = {
  file: (uri, options) => openFilesystemBackend(pathOfFileUri(uri), options),
  memory: async (uri) => openMemoryBackend(uri.slice('memory://'.length)),
  s3: async (uri, { s3 = {} }) => (await import('./s3.ts')).openS3Backend(uri, s3),
  gs: async (uri, { gcs = {} }) => (await import('./gcs.ts')).openGcsBackend(uri, gcs),
}

/**
 * Opens the backend of a store's root: a URI, or a plain folder path.
 * @throws backend.cannot for a scheme without a backend; see the backends for the rest
 */
export async function openBackend(uri: string, options: BackendOptions): Promise<StorageBackend> {
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(uri)?.[1]?.toLowerCase()
  if (scheme === undefined) return openFilesystemBackend(uri, options)
  const open = openers[scheme]
  if (open === undefined) throw new VitrineError('backend.cannot', { scheme, operation: 'be opened: there is no such backend' })
  return open(uri, options)
}
