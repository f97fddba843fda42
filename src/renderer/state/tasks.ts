import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Loadable } from '../../shared/loadable.ts'
import { type Task } from '../../shared/spec.ts'
import { isOwnChange } from './own-changes.ts'
import { useLoadable } from './query.ts'
import { queryKeys } from './query-keys.ts'
import { compareTasks, holdTask, type News } from './task-news.ts'

/** The store does not tell that content cannot be read, and reads it again when somebody looks. */
const unreadAgainMs = 5000
const againMs = ({ artifacts }: Task) => artifacts.some(({ facts }) => facts === null) && unreadAgainMs

export function useTask(specName: string, taskId: string): Loadable<Task> {
  return useLoadable({
    key: queryKeys.task(specName, taskId),
    read: (client, signal) => client.task.get({ specName, taskId }, { signal }),
    againMs,
  })
}

/** Looks at a task again now, and so has read what could not be read before. */
export function useTaskAgain(specName: string, taskId: string): () => void {
  const queryClient = useQueryClient()
  return () => void queryClient.invalidateQueries({ queryKey: queryKeys.task(specName, taskId) })
}

/** The number that a new attempt of a task would get; unknown while there is no such task. */
export function useNextVersion(task: { specName: string; taskId: string } | undefined): number | undefined {
  const { specName, taskId } = task ?? { specName: '', taskId: '' }
  const loaded = useLoadable({
    key: queryKeys.task(specName, taskId),
    read: (client, signal) => client.task.get({ specName, taskId }, { signal }),
    isWanted: task !== undefined,
  })
  if (task === undefined || loaded.state !== 'ready') return undefined
  return Math.max(0, ...loaded.value.artifacts.map(({ record }) => record.version)) + 1
}

export interface HeldTask {
  task: Task
  news: News
  /** Takes the news in. */
  show: () => void
}

/**
 * The task as its reader sees it: while `isReading`, what others add or delete waits as news and no row moves; what this
 * window did itself, and facts and tags of shown rows, appear at once.
 */
export function useHeldTask(latest: Task, isReading: boolean): HeldTask {
  const [shown, setShown] = useState(latest)
  const task =
    isReading && shown.specName === latest.specName && shown.taskId === latest.taskId ? holdTask(shown, latest, isOwnChange) : latest
  if (task !== shown) setShown(task)
  return { task, news: compareTasks(task, latest), show: () => setShown(latest) }
}
