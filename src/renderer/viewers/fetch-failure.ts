// What a viewer shows when the bytes of its artifact could not be fetched.
import { type ErrorCode, errorDetails, VitrineError } from '../../shared/errors.ts'

/** What came instead of the bytes. Plain data, so that a worker can post it. */
export type FetchFailure =
  /** An answer that is not 2xx; its body should be an `ErrorJson`. */
  | { kind: 'answer'; status: number; body: string }
  /** No answer, or the connection ended within the body. */
  | { kind: 'broken'; reason: string; receivedBytes: number }

export async function readAnswerFailure(response: Response): Promise<FetchFailure> {
  const body = await response.text().catch(() => '')
  return { kind: 'answer', status: response.status, body: body.slice(0, 10_000) }
}

export function parseFetchFailure(failure: FetchFailure): VitrineError {
  if (failure.kind === 'broken') {
    const reason = failure.receivedBytes > 0 ? 'the connection broke before the end of the content' : 'the content could not be fetched'
    return new VitrineError('internal', { reason: `${reason} (${failure.reason})` })
  }
  const { code, details } = errorFields(failure.body)
  const schema = typeof code === 'string' && isErrorCode(code) ? errorDetails[code] : undefined
  const parsed = schema?.safeParse(details)
  if (isErrorCode(code) && parsed?.success === true) return new VitrineError(code, parsed.data)
  return new VitrineError('internal', { reason: `the content was answered with status ${failure.status} and no reason` })
}

const isErrorCode = (code: unknown): code is ErrorCode => typeof code === 'string' && Object.hasOwn(errorDetails, code)

function errorFields(body: string): { code?: unknown; details?: unknown } {
  try {
    const parsed: unknown = JSON.parse(body)
    const error = isObject(parsed) ? parsed['error'] : undefined
    return isObject(error) ? { code: error['code'], details: error['details'] } : {}
  } catch {
    // Not JSON: an answer from something else than Vitrine. The caller says so with the status.
    return {}
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
