// Where the reviewer goes on after a verdict.
import { type QueueItem } from '../../../shared/review/queue.ts'

type TaskName = Pick<QueueItem, 'specName' | 'taskId'>

/** Tells the task from every other. */
export const taskKey = ({ specName, taskId }: TaskName): string => JSON.stringify([specName, taskId])

let seen: string | undefined

/** Remembers the task that is looked at on the way through the queue: its list goes on from there. */
export function noteSeen(task: TaskName): void {
  seen = taskKey(task)
}

export const lastSeen = (): string | undefined => seen

const isSameTask = (a: TaskName, b: TaskName) => a.specName === b.specName && a.taskId === b.taskId

/** The task below this one in the list as it was; behind the last, or from one that is not in it, the first other one. */
export function nextInQueue(items: readonly QueueItem[], judged: TaskName): QueueItem | undefined {
  const index = items.findIndex((item) => isSameTask(item, judged))
  return items[index + 1] ?? items.find((item) => !isSameTask(item, judged))
}
