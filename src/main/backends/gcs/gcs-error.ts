// What went wrong with Google's storage, in Vitrine's words. The client's own errors hold the request with its token, so nothing of them but
// codes and reasons goes on.
import { VitrineError } from '../../../shared/errors.ts'
import { TransientFault } from '../bucket/retry.ts'

export interface GcsAttempt {
  rootUri: string
  operation: 'read' | 'write' | 'list'
}

/** The HTTP status, once the service has answered. */
export function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined
  // The client takes its code from the answer's body, which not every proxy on the way writes as Google does.
  const response = 'response' in error && typeof error.response === 'object' && error.response !== null ? error.response : {}
  const said = ['code' in error ? error.code : undefined, 'status' in error ? error.status : undefined]
  const found = [...said, 'status' in response ? response.status : undefined, 'statusCode' in response ? response.statusCode : undefined]
  // Codes of DOMException are small, and an answer that broke off began as a good one.
  return found.find((code): code is number => typeof code === 'number' && code >= 300)
}

/** Code and message of an error and of what caused it: `fetch` tells only there what happened. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return `${'code' in error ? String(error.code) : ''} ${error.message} ${error.cause === undefined ? '' : wordsOf(error.cause)}`
}

const brokenConnection =
  /ECONNRESET|EPIPE|ETIMEDOUT|ECONNABORTED|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|PREMATURE_CLOSE|Premature close|socket hang up|network timeout|aborted|other side closed|terminated|UND_ERR|TimeoutError|due to timeout/i

/** Throw what it gives: a fault that another try may mend, or an error that says what to do. */
export function gcsError(error: unknown, { rootUri, operation }: GcsAttempt): Error {
  if (error instanceof VitrineError || error instanceof TransientFault) return error
  // What the caller was aborted with is the caller's.
  if (error instanceof Error && error.name === 'AbortError') return error
  const status = statusOf(error)
  const text = wordsOf(error)
  const systemCode = /\b[A-Z][A-Z_]{3,}\b/.exec(text)?.[0]
  const cause = new Error(status === undefined ? (systemCode ?? 'no answer') : `HTTP ${status}`)
  const unreachable = (reason: string, problem?: 'no-bucket' | 'no-answer' | 'unknown-host') =>
    new VitrineError('store.unreachable', { uri: rootUri, reason, ...(problem === undefined ? {} : { problem }) }, { cause })
  const denied = (problem: 'no-credentials' | 'unreadable-credentials' | 'unknown-key' | 'expired' | 'not-allowed') =>
    new VitrineError('store.denied', { path: rootUri, operation, problem }, { cause })

  if (
    /Could not load the default credentials|Unable to detect a Project Id|does not exist, or it is not a file|Anonymous caller/i.test(text)
  )
    return denied('no-credentials')
  if (/Unable to read the credential file|ERR_OSSL|DECODER routines|key format|private key/i.test(text))
    return denied('unreadable-credentials')
  if (/invalid_grant|invalid_rapt|Token has been expired/i.test(text)) return denied('expired')
  if (/invalid_client|unauthorized_client/i.test(text) || status === 401) return denied('unknown-key')
  if (status === 403) return denied('not-allowed')
  if (status === 404) return unreachable('there is no such bucket', 'no-bucket')
  if (status === 507) return new VitrineError('store.full', { reason: 'disk' }, { cause })
  if (status === 400 && /name/i.test(text))
    return new VitrineError('name.invalid', { field: 'key', value: '', reason: 'the service refuses it' })
  if (status === 501)
    return new VitrineError('backend.cannot', { scheme: 'gs', operation: `${operation} this way: the service has no such call` })
  // Sign-in goes to another host than the bucket's.
  const host = /ENOTFOUND ([\w.-]+)/.exec(text)?.[1]
  if (/ENOTFOUND/.test(text))
    return unreachable(host === undefined ? 'its host name is not known' : `nobody knows the host ${host}`, 'unknown-host')
  if (/ECONNREFUSED/.test(text)) return new TransientFault(unreachable('nothing answers there', 'no-answer'))
  if (status === 408 || status === 429 || (status !== undefined && status >= 500))
    return new TransientFault(unreachable(`it answers ${cause.message}`, 'no-answer'))
  if (status === undefined && brokenConnection.test(text))
    return new TransientFault(unreachable(`the connection broke (${cause.message})`, 'no-answer'))
  if (status !== undefined) return unreachable(`it answers ${cause.message}`)
  return unreachable(systemCode === undefined ? 'it gave no answer' : `it gave no answer (${systemCode})`)
}
