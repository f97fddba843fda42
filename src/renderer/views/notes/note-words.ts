import { sayReason } from '../../../shared/language/say-reason.ts'
import { t } from '../../../shared/language/translate.ts'
import { type AgentFile } from '../../../shared/agent-file.ts'
import { type PlacedNote } from '../../../shared/notes/note.ts'

type Reason = Extract<PlacedNote['place'], { is: 'unplaced' }>['reason']

/** Why a note has no place in an attempt. */
export const reasonWords: Record<Reason, string> = {
  'no-artifact': t('this attempt has no such artifact'),
  'not-there': t('what it is about is not in this attempt any more'),
  ambiguous: t('this attempt has the same lines more than once'),
  unreadable: t('what it is about cannot be read'),
  'written-later': t('it was written on a later attempt'),
}

/** Nothing while all is well. */
export function saveWords(save: AgentFile['save']): string {
  switch (save.is) {
    case 'saved':
      return ''
    case 'memory':
    case 'dirty':
    case 'saving':
      return t('Not saved yet')
    case 'failed':
      return t('Not saved: {reason} It is tried again.', { reason: sayReason(save.reason) })
  }
}
