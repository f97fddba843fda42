import { groupAttempts } from '../../../shared/spec.ts'
import { type ArtifactDestination } from '../../state/route.ts'
import { useTask } from '../../state/tasks.ts'
import { useVerdictKeys } from './use-verdict-keys.ts'

/** The keys of the verdict where an artifact is looked at and its task has no room beside it. */
export function ReviewKeys({ to }: { to: ArtifactDestination }) {
  const task = useTask(to.specName, to.taskId)
  const attempts = task.state === 'ready' ? groupAttempts(task.value.artifacts) : []
  useVerdictKeys(
    to,
    attempts.find(({ version }) => version === to.version),
  )
  return null
}
