import { t } from '../../../shared/language/translate.ts'
import { SearchX } from 'lucide-react'
import { isVitrineError } from '../../../shared/errors.ts'
import { useHref } from '../../state/navigation.ts'
import { useTask } from '../../state/tasks.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { Pane } from '../../ui/panes/Pane.tsx'
import { TaskBody } from './TaskBody.tsx'

export interface TaskViewProps {
  specName: string
  taskId: string
  /** The chosen attempt; the newest when there is none. */
  version: number | undefined
  show?: 'notes' | undefined
  /** The artifact that is open beside the list. */
  openName: string | undefined
}

/** The middle pane: a task's attempts side by side, and what the chosen one left. */
export function TaskView(props: TaskViewProps) {
  const { specName, taskId } = props
  const task = useTask(specName, taskId)
  const href = useHref()
  if (task.state === 'failed' && isVitrineError(task.error, 'artifact.not-found')) {
    return (
      <Pane label={t('Task {taskId}', { taskId })}>
        {() => (
          <Notice
            isPage
            icon={<SearchX aria-hidden />}
            title={t('There is nothing in task “{taskId}”', { taskId })}
            actions={<a href={href({ at: 'spec', specName })}>{t('All tasks of {specName}', { specName })}</a>}
          >
            {t('Its artifacts may have been deleted, or the link is from another store.')}
          </Notice>
        )}
      </Pane>
    )
  }
  return (
    <Loaded from={task} label={t('Loading the task')}>
      {(value) => <TaskBody key={`${specName}/${taskId}`} {...props} latest={value} />}
    </Loaded>
  )
}
