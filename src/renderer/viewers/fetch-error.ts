// The error that a failed fetch amounts to, for the words on screen.
import { parseErrorJson } from '../../shared/error-json.ts'
import { VitrineError } from '../../shared/errors.ts'
import { sayReason } from '../../shared/language/say-reason.ts'
import { t } from '../../shared/language/translate.ts'
import { type FetchFailure } from './fetch-failure.ts'

export function parseFetchFailure(failure: FetchFailure): VitrineError {
  if (failure.kind === 'broken') {
    const reason =
      failure.receivedBytes > 0 ? t('the connection broke before the end of the content') : t('the content could not be fetched')
    return new VitrineError('internal', { reason: `${reason} (${sayReason(failure.reason)})` })
  }
  const unsaid = () => t('the content was answered with status {status} and no reason', { status: failure.status })
  return parseErrorJson(failure.body) ?? new VitrineError('internal', { reason: unsaid() })
}
