import { existsSync } from 'node:fs'
import { sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { VitrineError } from '../../shared/errors.ts'

/**
 * The path of a folder given as one or as a URI. Our URIs carry paths as they are [S3], others percent-encode them: one with percent signs
 * is taken as it is where something has that name. @throws request.invalid for a URI of another machine
 */
export function pathOfFileUri(uri: string): string {
  if (!uri.toLowerCase().startsWith('file://')) return uri
  const path = uri.slice('file://'.length)
  if (path.startsWith('/') && (!path.includes('%') || existsSync(path))) return path
  try {
    // Not by way of a URL, which would take `#` and `?` in a name for its own.
    return path.startsWith('/') && sep === '/' ? decodeURIComponent(path) : fileURLToPath(uri)
  } catch (error) {
    // A percent sign that encodes nothing is part of the name.
    if (error instanceof URIError) return path
    throw new VitrineError('request.invalid', { reason: `${uri} is no folder of this machine; it reads file:///folder` }, { cause: error })
  }
}
