import { fileURLToPath } from 'node:url'

/** The path of a folder given as one or as a URI. Our URIs carry paths as they are; others percent-encode them. */
export function pathOfFileUri(uri: string): string {
  if (!uri.toLowerCase().startsWith('file://')) return uri
  const path = uri.slice('file://'.length)
  return path.startsWith('/') && !path.includes('%') ? path : fileURLToPath(uri)
}
