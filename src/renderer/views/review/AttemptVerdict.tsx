import { groupAttempts } from '../../../shared/spec.ts'
import { type ArtifactDestination } from '../../state/route.ts'
import { useTask } from '../../state/tasks.ts'
import styles from './AttemptVerdict.module.css'
import { VerdictBar } from './VerdictBar.tsx'

/** The verdict below an artifact whose task has no room beside it. */
export function AttemptVerdict({ to: { specName, taskId, version } }: { to: ArtifactDestination }) {
  const task = useTask(specName, taskId)
  const attempts = task.state === 'ready' ? groupAttempts(task.value.artifacts) : []
  const attempt = attempts.find((each) => each.version === version)
  if (attempt === undefined) return null
  return (
    <div className={styles['foot']}>
      <VerdictBar specName={specName} taskId={taskId} attempt={attempt} />
    </div>
  )
}
