import { t } from '../../../shared/language/translate.ts'
import { type Json } from '../../../shared/artifact.ts'
import { type Session } from '../../../shared/session.ts'
import { type BadgeTone } from '../../ui/Badge.tsx'
import { formatDuration } from '../../ui/words/moment.ts'

interface OutcomeWords {
  words: string
  tone: BadgeTone
}

/** How a session ended, or that it did not. */
export function outcomeWords({ outcome }: Pick<Session, 'outcome'>): OutcomeWords {
  switch (outcome) {
    case null:
      return { words: t('running'), tone: 'plain' }
    case 'completed':
      return { words: t('completed'), tone: 'passed' }
    case 'failed':
      return { words: t('failed'), tone: 'failed' }
    case 'cancelled':
      return { words: t('cancelled'), tone: 'warning' }
  }
}

/** How long it took; nothing while it runs. */
export function sessionDuration({ startedAt, endedAt }: Pick<Session, 'startedAt' | 'endedAt'>): string {
  return endedAt === null ? '' : formatDuration(Math.max(0, Date.parse(endedAt) - Date.parse(startedAt)))
}

/** What an event carries, as text. */
export function dataWords(data: Json): string {
  if (data === null) return ''
  return typeof data === 'string' ? data : JSON.stringify(data)
}
