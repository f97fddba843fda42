// Keeps the queue still under its reader: what comes meanwhile waits until it is asked for.
import { useEffect, useState } from 'react'
import { type QueueItem } from '../../../shared/review/queue.ts'
import { taskKey } from './queue-walk.ts'

export interface HeldQueue {
  /** In the order they had when they were first shown; as they are now. */
  shown: QueueItem[]
  /** How many came meanwhile and would stand between those shown. */
  newTasks: number
}

/** The latest list as its reader may see it. What is `expected`, and what stands below all that is shown, moves nobody's row and comes at once. */
export function holdQueue(held: readonly string[], latest: readonly QueueItem[], expected: ReadonlySet<string>): HeldQueue {
  const items = new Map(latest.map((item) => [taskKey(item), item]))
  const shown = held.flatMap((key) => items.get(key) ?? [])
  if (shown.length === 0) return { shown: [...latest], newTasks: 0 }
  const heldKeys = new Set(shown.map(taskKey))
  const lastHeld = latest.findLastIndex((item) => heldKeys.has(taskKey(item)))
  let newTasks = 0
  for (const [index, item] of latest.entries()) {
    if (heldKeys.has(taskKey(item))) continue
    if (index > lastHeld) shown.push(item)
    else if (expected.has(taskKey(item))) shown.splice(placeOf(latest, index, shown), 0, item)
    else newTasks++
  }
  return { shown, newTasks }
}

/** Behind the item that stands before it in the latest list. */
function placeOf(latest: readonly QueueItem[], index: number, shown: readonly QueueItem[]): number {
  const before = latest[index - 1]
  return before === undefined ? 0 : shown.findIndex((item) => taskKey(item) === taskKey(before)) + 1
}

const expected = new Set<string>()

/** The reader's own doing brings this task back, so it comes at once. */
export function expectInQueue(task: Pick<QueueItem, 'specName' | 'taskId'>): void {
  expected.add(taskKey(task))
}

/** The queue held still, and the way to let in what is new. */
export function useHeldQueue(latest: readonly QueueItem[]): HeldQueue & { showNew: () => void } {
  const [held, setHeld] = useState<readonly string[]>([])
  const { shown, newTasks } = holdQueue(held, latest, expected)
  const keys = shown.map(taskKey)
  if (keys.length !== held.length || keys.some((key, index) => key !== held[index])) setHeld(keys)
  useEffect(() => {
    for (const item of latest) expected.delete(taskKey(item))
  }, [latest])
  return { shown, newTasks, showNew: () => setHeld([]) }
}
