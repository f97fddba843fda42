import { VitrineError } from '../../shared/errors.ts'

/** True for an error of the operating system with one of these codes, e.g. `ENOENT`. */
export function isErrno(error: unknown, ...codes: string[]): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code)
}

/** True when nothing is there by that name: nor can be, when it is longer than a disk can hold. */
export const isAbsence = (error: unknown): boolean => isErrno(error, 'ENOENT', 'ENOTDIR', 'ENAMETOOLONG')

/** An error of the file system in Vitrine's words; one that has none is handed back as it is. */
export function filesystemError(error: unknown, path: string, operation: 'read' | 'write'): VitrineError | Error {
  if (error instanceof VitrineError) return error
  if (isErrno(error, 'EACCES', 'EPERM', 'EROFS')) return new VitrineError('store.denied', { path, operation }, { cause: error })
  if (isErrno(error, 'ENOSPC', 'EDQUOT')) return new VitrineError('store.full', { reason: 'disk' }, { cause: error })
  // Whatever else the system answers (EIO, EMFILE, ESTALE, ENOTDIR …): the store cannot be reached there now.
  if (error instanceof Error && 'syscall' in error) {
    return new VitrineError('store.unreachable', { uri: path, reason: error.message }, { cause: error })
  }
  return error instanceof Error ? error : new Error(String(error))
}

/** Folders have lock tables instead of conditions on writes. */
export const noConditions = () => new VitrineError('backend.cannot', { scheme: 'file', operation: 'write on a condition' })
