// One row per backend: which scheme opens which.
import { fileURLToPath } from 'node:url'
import { VitrineError } from '../../shared/errors.ts'
import { type StorageBackend } from '../store/backend.ts'
import { openFilesystemBackend } from './filesystem.ts'
import { openMemoryBackend } from './memory.ts'

const openers: Record<string, (uri: string, options: { create: boolean }) => Promise<StorageBackend>> = {
  file: (uri, options) => openFilesystemBackend(pathOfFileUri(uri), options),
  memory: async (uri) => openMemoryBackend(uri.slice('memory://'.length)),
}

/**
 * Opens the backend of a store's root: a URI, or a plain folder path.
 * @throws backend.cannot for a scheme without a backend; see the backends for the rest
 */
export async function openBackend(uri: string, options: { create: boolean }): Promise<StorageBackend> {
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(uri)?.[1]?.toLowerCase()
  if (scheme === undefined) return openFilesystemBackend(uri, options)
  const open = openers[scheme]
  if (open === undefined) throw new VitrineError('backend.cannot', { scheme, operation: 'be opened: there is no such backend' })
  return open(uri, options)
}

/** Our URIs carry paths as they are; others percent-encode them. The first of the two that names the root wins elsewhere. */
function pathOfFileUri(uri: string): string {
  const path = uri.slice('file://'.length)
  return path.startsWith('/') && !path.includes('%') ? path : fileURLToPath(uri)
}
