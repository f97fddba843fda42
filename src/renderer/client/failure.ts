// Whatever a call or an upload can throw, as the one error class.
import { z } from 'zod'
import { t } from '../../shared/language/translate.ts'
import { type ErrorCode, errorDetails, toVitrineError, VitrineError } from '../../shared/errors.ts'

const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(errorDetails, code)

/** The error of a known code when its details have the promised shape, else `internal` with the words at hand. */
export function parseFailure(code: string, details: unknown, words: string): VitrineError {
  if (!isErrorCode(code)) return new VitrineError('internal', { reason: words })
  const parsed = errorDetails[code].safeParse(details)
  return parsed.success
    ? new VitrineError(code, parsed.data)
    : new VitrineError('internal', { reason: t('{code} without its details', { code }) })
}

const unanswered = t('it does not answer; it may have been stopped')

/**
 * An error of a call as a `VitrineError`. When the caller stopped it, it is the standard `AbortError`: a port gives a plain
 * error then, so the signal decides.
 */
export function normalizeFailure(error: unknown, signal?: AbortSignal): Error {
  if (signal?.aborted === true || (error instanceof DOMException && error.name === 'AbortError')) {
    return new DOMException('The call was stopped by its caller.', 'AbortError')
  }
  // fetch rejects with a TypeError when no answer came.
  if (error instanceof TypeError) return new VitrineError('internal', { reason: unanswered }, { cause: error })
  return toVitrineError(error)
}

const errorJsonSchema = z.object({ error: z.object({ code: z.string(), message: z.string(), details: z.unknown() }) })

/** The error that an HTTP answer carries in its JSON body; status 0 stands for no answer at all. */
export function parseErrorBody(body: string, status: number): VitrineError {
  if (status === 0) return new VitrineError('internal', { reason: unanswered })
  const parsed = errorJsonSchema.safeParse(parseJson(body))
  if (!parsed.success) return new VitrineError('internal', { reason: t('it answered {status} without saying why', { status }) })
  const { code, details, message } = parsed.data.error
  return parseFailure(code, details, message)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
