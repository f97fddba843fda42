// Paths of agent files: virtual, absolute, `/`-separated, whatever the system they end up on.
import { VitrineError } from '../../../shared/errors.ts'

const longestPath = 4096
const longestSegmentBytes = 255

/** A path as given, once it is known to be one. @throws request.invalid */
export function checkPath(path: unknown): string {
  const refuse = (reason: string) => new VitrineError('request.invalid', { reason: `the path ${JSON.stringify(path)} ${reason}` })
  if (typeof path !== 'string' || !path.startsWith('/')) throw refuse('does not begin with /')
  if (path.length > longestPath || !path.isWellFormed()) throw refuse('is too long, or no well-formed text')
  for (const segment of path.slice(1).split('/')) {
    if (segment === '' || segment === '.' || segment === '..') throw refuse('has an empty, . or .. segment')
    if (segment.includes('\0')) throw refuse('has a NUL')
    if (segment !== segment.trim()) throw refuse('has a segment that begins or ends with a space')
    if (Buffer.byteLength(segment) > longestSegmentBytes) throw refuse('has a segment that is too long')
  }
  return path
}

/** `/a/b` for `/a/b/c`; empty for what lies at the top. */
const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/'))

/** Every directory above a path, the nearest last. */
export function ancestorsOf(path: string): string[] {
  const ancestors: string[] = []
  for (let parent = parentOf(path); parent !== ''; parent = parentOf(parent)) ancestors.unshift(parent)
  return ancestors
}

/** True for a path below a directory, not for the directory itself. */
export const isBelow = (path: string, directory: string): boolean => path.startsWith(`${directory}/`)
