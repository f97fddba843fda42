import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathOfFileUri } from '../../backends/folder-path.ts'
import { userFolder } from '../../user-folder.ts'

/**
 * Where the sessions of a store lie, given its folder or URI: `.vitrine/sessions.db` in a folder, else a file of this user. It is the truth,
 * no cache: losing it loses the sessions. The store itself is not asked: it may be down.
 */
export function sessionsPath(store: string): string {
  const isFolder = !store.includes('://') || store.toLowerCase().startsWith('file://')
  if (isFolder) return join(realFolder(resolve(pathOfFileUri(store))), '.vitrine', 'sessions.db')
  const name = createHash('sha256').update(store.replace(/\/+$/, '')).digest('hex').slice(0, 32)
  return join(userFolder(), 'sessions', `${name}.db`)
}

/** However it is spelled, one folder has one file. */
function realFolder(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    // It is not there yet.
    return path
  }
}
