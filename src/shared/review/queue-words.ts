// English words for the reviewer's queue; for the window and the terminal.
import { type QueueItem } from './queue.ts'
import { type Verdict } from './verdict.ts'

export const verdictWords: Record<Verdict, string> = {
  approved: 'Approved',
  'changes-requested': 'Changes requested',
  blocked: 'Blocked',
}

/** Why a task is in the queue, or the verdict that stands. */
export function describeWhy(why: QueueItem['why'], verdict: Verdict | null): string {
  const before = verdict === null ? '' : verdictWords[verdict].toLowerCase()
  switch (why) {
    case 'unreviewed':
      return 'Not reviewed yet'
    case 'new-attempt':
      return `New attempt after ${before}`
    case 'changed':
      return `Changed after ${before}`
    case null:
      return verdict === null ? '' : verdictWords[verdict]
  }
}
