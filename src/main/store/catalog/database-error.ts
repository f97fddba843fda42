import { VitrineError } from '../../../shared/errors.ts'

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')

/** True when the database's file is not what it was, so that only a new one helps. */
export const isDamage = (error: unknown): boolean => /^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(error))

/** An error of SQLite, or of the disk below it, in Vitrine's words; one that has none is handed back as it is. */
export function databaseError(error: unknown, path: string): Error {
  if (!(error instanceof Error) || error instanceof VitrineError) return error instanceof Error ? error : new Error(String(error))
  const code = codeOf(error)
  const options = { cause: error }
  if (/^(SQLITE_FULL|ENOSPC|EDQUOT)$/.test(code)) return new VitrineError('store.full', { reason: 'disk' }, options)
  if (/^(SQLITE_(READONLY|PERM|AUTH).*|EACCES|EPERM|EROFS)$/.test(code))
    return new VitrineError('store.denied', { path, operation: 'write' }, options)
  if (/^SQLITE_(BUSY|LOCKED)/.test(code))
    return new VitrineError('store.locked', { lock: path, owner: 'another process', waitedMs: busyTimeoutMs }, options)
  if (/^SQLITE_(IOERR|CANTOPEN|NOMEM|PROTOCOL|CORRUPT|NOTADB)|^E[A-Z]+$/.test(code))
    return new VitrineError('store.unreachable', { uri: path, reason: error.message }, options)
  return error
}

/** How long a database that another process is writing is waited for. */
export const busyTimeoutMs = 10_000
