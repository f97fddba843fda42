// What went wrong with S3, in Vitrine's words. The SDK's own errors hold the request with its signature and session token, so nothing of
// them but names and codes goes on.
import { VitrineError } from '../../../shared/errors.ts'
import { isErrno } from '../filesystem-error.ts'
import { TransientFault } from '../bucket/retry.ts'

export interface S3Failure {
  name: string
  status: number | undefined
  /** Where the bucket lies, when the answer said so. */
  region: string | undefined
  /** The SDK has set its clock by the answer, so the next try fits. */
  isClockSet: boolean
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && name in value ? (value as Record<string, unknown>)[name] : undefined

/** The parts of an SDK error that decide anything. */
export function readS3Failure(error: unknown): S3Failure {
  const status = field(field(error, '$metadata'), 'httpStatusCode')
  const region = field(error, 'Region') ?? field(field(field(error, '$response'), 'headers'), 'x-amz-bucket-region')
  return {
    name: error instanceof Error ? error.name : String(error),
    status: typeof status === 'number' ? status : undefined,
    region: typeof region === 'string' ? region : undefined,
    isClockSet: field(field(error, '$metadata'), 'clockSkewCorrected') === true,
  }
}

export interface S3Attempt {
  rootUri: string
  operation: 'read' | 'write' | 'list'
}

const brokenConnection = [
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ECONNABORTED',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ERR_STREAM_PREMATURE_CLOSE',
]
const busy = ['SlowDown', 'ServiceUnavailable', 'InternalError', 'RequestTimeout', 'Throttling', 'ThrottlingException', 'OperationAborted']
const elsewhere = ['PermanentRedirect', 'TemporaryRedirect', 'AuthorizationHeaderMalformed', 'IllegalLocationConstraintException']

/** Throw what it gives: a fault that another try may mend, or an error that says what to do. */
export function s3Error(error: unknown, { rootUri, operation }: S3Attempt): Error {
  if (error instanceof VitrineError || error instanceof TransientFault) return error
  const { name, status, region, isClockSet } = readS3Failure(error)
  // An answer without a body, as from a proxy on the way, has no name.
  const cause = new Error(status === undefined ? name : name === 'Unknown' ? `HTTP ${status}` : `${name} (${status})`)
  const unreachable = (reason: string, problem?: 'no-bucket' | 'no-answer' | 'unknown-host' | 'wrong-clock') =>
    new VitrineError('store.unreachable', { uri: rootUri, reason, ...(problem === undefined ? {} : { problem }) }, { cause })
  const denied = (problem: 'no-credentials' | 'unknown-key' | 'wrong-secret' | 'expired' | 'not-allowed') =>
    new VitrineError('store.denied', { path: rootUri, operation, problem }, { cause })

  // What the caller was aborted with is the caller's.
  if (name === 'AbortError') return error instanceof Error ? error : cause
  if (name === 'NoSuchBucket') return unreachable('there is no such bucket', 'no-bucket')
  if (elsewhere.includes(name) || status === 301) {
    const reason = region === undefined ? 'the bucket lies in another region' : `the bucket lies in the region ${region}`
    const details = { uri: rootUri, reason, problem: 'wrong-region' as const, ...(region === undefined ? {} : { region }) }
    return new VitrineError('store.unreachable', details, { cause })
  }
  if (name === 'InvalidAccessKeyId') return denied('unknown-key')
  if (name === 'SignatureDoesNotMatch') return denied('wrong-secret')
  if (name === 'ExpiredToken' || name === 'InvalidToken' || name === 'TokenRefreshRequired') return denied('expired')
  if (name === 'CredentialsProviderError' || name === 'TokenProviderError') return denied('no-credentials')
  if (name === 'RequestTimeTooSkewed' || isClockSet)
    return new TransientFault(unreachable('its clock and the clock of this machine differ too much', 'wrong-clock'))
  if (name === 'QuotaExceeded' || status === 507) return new VitrineError('store.full', { reason: 'disk' }, { cause })
  if (name === 'KeyTooLongError')
    return new VitrineError('name.invalid', { field: 'key', value: '', reason: 'it makes a key over 1,024 bytes' })
  if (status === 501)
    return new VitrineError('backend.cannot', { scheme: 's3', operation: `${operation} this way: the service has no such call` })
  if (status === 401 || status === 403) return denied('not-allowed')
  if (isErrno(error, 'ENOTFOUND')) return unreachable('its host name is not known', 'unknown-host')
  if (isErrno(error, 'ECONNREFUSED')) return new TransientFault(unreachable('nothing answers there', 'no-answer'))
  if (isErrno(error, ...brokenConnection) || name === 'TimeoutError' || name === 'aborted')
    return new TransientFault(
      unreachable(`the connection broke (${error instanceof Error && 'code' in error ? String(error.code) : name})`, 'no-answer'),
    )
  if (busy.includes(name) || status === 429 || (status !== undefined && status >= 500))
    return new TransientFault(unreachable(`it answers ${cause.message}`, 'no-answer'))
  // Two writers at once: AWS asks to try again.
  if (status === 409) return new TransientFault(unreachable(`it answers ${cause.message}`, 'no-answer'))
  return unreachable(`it answers ${cause.message}`)
}
