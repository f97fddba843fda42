import { sayReason } from '../../../shared/language/say-reason.ts'
import { t } from '../../../shared/language/translate.ts'
import { TriangleAlert } from 'lucide-react'
import { type Task } from '../../../shared/spec.ts'
import styles from './TaskView.module.css'

/** What of the task could not be read; the rest is shown all the same. */
export function TaskProblems({ problems }: { problems: Task['problems'] }) {
  return problems.map(({ key, reason }) => (
    <p key={key} className={styles['problem']} role="alert">
      <TriangleAlert aria-hidden />
      <span>{t('{key} cannot be read: {reason}. What follows may be incomplete.', { key, reason: sayReason(reason) })}</span>
    </p>
  ))
}
