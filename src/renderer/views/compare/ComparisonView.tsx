import { t } from '../../../shared/language/translate.ts'
import { SearchX } from 'lucide-react'
import { isVitrineError } from '../../../shared/errors.ts'
import { groupAttempts, type Task } from '../../../shared/spec.ts'
import { type CompareDestination } from '../../state/comparison/compare-route.ts'
import { useHref } from '../../state/navigation.ts'
import { useTask } from '../../state/tasks.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { compareAttempts } from './compared.ts'
import { Comparison } from './Comparison.tsx'

/** Two attempts of a task side by side. */
export function ComparisonView({ to }: { to: CompareDestination }) {
  const task = useTask(to.specName, to.taskId)
  if (task.state === 'failed' && isVitrineError(task.error, 'artifact.not-found')) return <NoAttempt to={to} missing={to.second} />
  return (
    <Loaded from={task} label={t('Loading the task')}>
      {(value) => <OpenComparison to={to} task={value} />}
    </Loaded>
  )
}

function OpenComparison({ to, task }: { to: CompareDestination; task: Task }) {
  const attempts = groupAttempts(task.artifacts)
  const [first, second] = [to.first, to.second].map((version) => attempts.find((attempt) => attempt.version === version))
  if (first === undefined) return <NoAttempt to={to} missing={to.first} />
  if (second === undefined) return <NoAttempt to={to} missing={to.second} />
  return <Comparison to={to} attempts={attempts} compared={compareAttempts(first, second)} />
}

function NoAttempt({ to: { specName, taskId }, missing }: { to: CompareDestination; missing: number }) {
  const href = useHref()
  return (
    <Notice
      isPage
      icon={<SearchX aria-hidden />}
      title={t('Task “{taskId}” has no attempt {missing}', { taskId, missing })}
      actions={<a href={href({ at: 'task', specName, taskId })}>{t('All attempts of {taskId}', { taskId })}</a>}
    >
      {t('It may have been deleted, or the link is from another store.')}
    </Notice>
  )
}
