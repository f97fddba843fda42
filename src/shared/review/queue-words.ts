// Words for the reviewer's queue; for the window and the terminal.
import { t } from '../language/translate.ts'
import { type QueueItem } from './queue.ts'
import { type Verdict } from './verdict.ts'

/** A verdict as people say it. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  approved: t('Approved'),
  'changes-requested': t('Changes requested'),
  blocked: t('Blocked'),
}

/** Why a task is in the queue, or the verdict that stands. */
export function describeWhy(why: QueueItem['why'], verdict: Verdict | null): string {
  const before = verdict === null ? '' : verdictWords[verdict].toLowerCase()
  switch (why) {
    case 'unreviewed':
      return t('Not reviewed yet')
    case 'new-attempt':
      return t('New attempt after {verdict}', { verdict: before })
    case 'changed':
      return t('Changed after {verdict}', { verdict: before })
    case null:
      return verdict === null ? '' : verdictWords[verdict]
  }
}
