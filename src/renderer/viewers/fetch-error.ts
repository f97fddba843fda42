// The error that a failed fetch amounts to, for the words on screen.
import { t } from '../../shared/language/translate.ts'
import { type ErrorCode, errorDetails, VitrineError } from '../../shared/errors.ts'
import { type FetchFailure } from './fetch-failure.ts'

export function parseFetchFailure(failure: FetchFailure): VitrineError {
  if (failure.kind === 'broken') {
    const reason =
      failure.receivedBytes > 0 ? t('the connection broke before the end of the content') : t('the content could not be fetched')
    return new VitrineError('internal', { reason: `${reason} (${failure.reason})` })
  }
  const { code, details } = errorFields(failure.body)
  const schema = typeof code === 'string' && isErrorCode(code) ? errorDetails[code] : undefined
  const parsed = schema?.safeParse(details)
  if (isErrorCode(code) && parsed?.success === true) return new VitrineError(code, parsed.data)
  return new VitrineError('internal', {
    reason: t('the content was answered with status {status} and no reason', { status: failure.status }),
  })
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
