// Whatever a call or an upload can throw, as the one error class.
import { parseErrorJson } from '../../shared/error-json.ts'
import { toVitrineError, VitrineError } from '../../shared/errors.ts'
import { t } from '../../shared/language/translate.ts'

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

/** The error that an HTTP answer carries in its JSON body; status 0 stands for no answer at all. */
export function parseErrorBody(body: string, status: number): VitrineError {
  if (status === 0) return new VitrineError('internal', { reason: unanswered })
  return parseErrorJson(body) ?? new VitrineError('internal', { reason: t('it answered {status} without saying why', { status }) })
}
