import { t } from '../../../shared/language/translate.ts'
import { Ban, CircleCheck, Dot, MessageSquareWarning } from 'lucide-react'
import { describeWhy } from '../../../shared/review/queue-words.ts'
import { type Verdict } from '../../../shared/review/verdict.ts'
import { type TaskSummary } from '../../../shared/spec.ts'
import styles from './VerdictMark.module.css'

const icons: Record<Verdict, typeof Ban> = { approved: CircleCheck, 'changes-requested': MessageSquareWarning, blocked: Ban }

/** Where a task stands, in words. */
export function standingWords({ verdict, isWaiting }: Pick<TaskSummary, 'verdict' | 'isWaiting'>): string {
  return isWaiting ? t('waiting for a look') : describeWhy(null, verdict).toLowerCase()
}

/** Where a task stands, as a mark; its words belong to the name of what it stands on. */
export function VerdictMark({ verdict, isWaiting }: Pick<TaskSummary, 'verdict' | 'isWaiting'>) {
  const Icon = isWaiting || verdict === null ? Dot : icons[verdict]
  const look = isWaiting ? 'waiting' : (verdict ?? 'waiting')
  return (
    <span className={[styles['mark'], styles[look]].join(' ')} title={standingWords({ verdict, isWaiting })} aria-hidden>
      <Icon />
    </span>
  )
}
