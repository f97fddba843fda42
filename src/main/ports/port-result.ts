// What every port answers: ports never throw for what can be expected to go wrong, they say so in the shape of agent_session_manager's errors.
import { describeError } from '../../shared/error-words.ts'
import { type ErrorCode, toVitrineError, VitrineError } from '../../shared/errors.ts'

export type PortErrorCode = 'not_found' | 'already_exists' | 'conflict' | 'read_only' | 'validation_error' | 'storage_error'

export interface PortError {
  code: PortErrorCode
  message: string
  /** `code` and details of Vitrine's own error. */
  details: Record<string, unknown>
  /** ISO 8601 in UTC. */
  timestamp: string
  /** What was thrown, where it is known; not part of the error's JSON. */
  cause?: VitrineError
}

export type PortFailure = { ok: false; error: PortError }
export type PortResult<T = void> = { ok: true; value: T } | PortFailure

export const done: PortResult = { ok: true, value: undefined }
export const succeed = <T>(value: T): PortResult<T> => ({ ok: true, value })

/** Any thrown thing as a failure; `message` replaces the words that Vitrine has for it. */
export function fail(error: unknown, message?: string): PortFailure {
  const cause = toVitrineError(error)
  const portError: PortError = {
    code: codeOf(cause.code),
    message: message ?? describeError(cause).what,
    details: { ...cause.details, code: cause.code },
    timestamp: new Date().toISOString(),
  }
  Object.defineProperty(portError, 'cause', { value: cause })
  return { ok: false, error: portError }
}

/** Runs `work`; what it throws becomes a failure, with words that say what was tried. */
export async function attempt<T>(tried: string, work: () => Promise<T>): Promise<PortResult<T>> {
  try {
    return succeed(await work())
  } catch (error) {
    const failure = fail(error)
    return failure.error.code === 'storage_error' ? fail(error, `Failed to ${tried}: ${failure.error.message}`) : failure
  }
}

/** The value of a result. @throws the error that a failure was made of */
export function valueOf<T>(result: PortResult<T>): T {
  if (result.ok) return result.value
  throw result.error.cause ?? new VitrineError('internal', { reason: result.error.message })
}

/** True for what a port may answer. Ports can be handed in by anyone, and a dead one may answer anything. */
export function isPortResult(value: unknown): value is PortResult<unknown> {
  return typeof value === 'object' && value !== null && 'ok' in value && (value.ok === true || (value.ok === false && 'error' in value))
}

function codeOf(code: ErrorCode): PortErrorCode {
  switch (code) {
    case 'artifact.not-found':
    case 'session.not-found':
    case 'file.not-found':
    case 'verdict.not-found':
      return 'not_found'
    case 'artifact.exists':
    case 'session.exists':
    case 'file.exists':
      return 'already_exists'
    case 'file.changed':
    case 'attempt.changed':
      return 'conflict'
    case 'file.read-only':
      return 'read_only'
    case 'name.invalid':
    case 'request.invalid':
      return 'validation_error'
    case 'file.unsaved':
    case 'artifact.corrupt':
    case 'version.retired':
    case 'record.unreadable':
    case 'store.full':
    case 'store.locked':
    case 'store.unreachable':
    case 'store.denied':
    case 'store.too-new':
    case 'backend.cannot':
    case 'upload.aborted':
    case 'upload.checksum-mismatch':
    case 'config.invalid':
    case 'path.unreadable':
    case 'internal':
      return 'storage_error'
  }
}
