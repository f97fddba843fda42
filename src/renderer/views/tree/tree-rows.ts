// The tree of specs and tasks as the flat list of rows that is drawn.
import { type SpecSummary, type TaskSummary } from '../../../shared/spec.ts'

export interface SpecRow {
  level: 1
  spec: SpecSummary
  isOpen: boolean
  /** Tasks whose newest counted attempt has failing tests. */
  failingTasks: number
  /** Among the specs that are shown, from 1. */
  position: number
  siblings: number
}

export interface TaskRow {
  level: 2
  specName: string
  task: TaskSummary
  position: number
  siblings: number
}

export type TreeRow = SpecRow | TaskRow

export interface TreeOptions {
  filter: string
  /** Specs the reader opened or closed. */
  openSpecs: Readonly<Record<string, boolean>>
  /** The spec whose task is shown beside the tree is open unless the reader closed it. */
  currentSpec: string | undefined
}

/** Up to so many rows a tree is shown whole from the start. */
const smallTree = 120

export function rowKey(row: TreeRow): string {
  return row.level === 1 ? treeKey(row.spec.specName) : treeKey(row.specName, row.task.taskId)
}

export function treeKey(specName: string, taskId?: string): string {
  return JSON.stringify(taskId === undefined ? [specName] : [specName, taskId])
}

function matches(words: readonly string[], text: string): boolean {
  const lower = text.toLocaleLowerCase()
  return words.every((word) => lower.includes(word))
}

/** Every word must occur in the spec's or the task's name; a spec that matches by itself keeps all its tasks. */
function filterSpecs(specs: readonly SpecSummary[], filter: string): readonly SpecSummary[] {
  const words = filter.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return specs
  return specs.flatMap((spec) => {
    if (matches(words, spec.specName)) return [spec]
    const tasks = spec.tasks.filter(({ taskId }) => matches(words, `${spec.specName} ${taskId}`))
    return tasks.length === 0 ? [] : [{ ...spec, tasks }]
  })
}

export function treeRows(specs: readonly SpecSummary[], { filter, openSpecs, currentSpec }: TreeOptions): TreeRow[] {
  const shown = filterSpecs(specs, filter)
  const isSmall = specs.reduce((sum, { tasks }) => sum + 1 + tasks.length, 0) <= smallTree
  return shown.flatMap((spec, at): TreeRow[] => {
    const isOpen = filter.trim() !== '' || (openSpecs[spec.specName] ?? (isSmall || spec.specName === currentSpec))
    const head: SpecRow = { level: 1, spec, isOpen, failingTasks: countFailing(spec.tasks), position: at + 1, siblings: shown.length }
    if (!isOpen) return [head]
    const { specName, tasks } = spec
    return [head, ...tasks.map((task, index): TaskRow => ({ level: 2, specName, task, position: index + 1, siblings: tasks.length }))]
  })
}

export function countFailing(tasks: readonly TaskSummary[]): number {
  return tasks.filter(({ tests }) => (tests?.failed ?? 0) > 0).length
}

/** Where the arrow keys lead from a row: another row, or opening and closing a spec. */
export type TreeMove = { move: 'to'; index: number } | { move: 'open' | 'close'; specName: string } | { move: 'none' }

export function moveInTree(rows: readonly TreeRow[], index: number, key: 'ArrowLeft' | 'ArrowRight'): TreeMove {
  const row = rows[index]
  if (row === undefined) return { move: 'none' }
  if (key === 'ArrowRight') {
    if (row.level === 2) return { move: 'none' }
    return row.isOpen ? { move: 'to', index: index + 1 } : { move: 'open', specName: row.spec.specName }
  }
  if (row.level === 1) return row.isOpen ? { move: 'close', specName: row.spec.specName } : { move: 'none' }
  return { move: 'to', index: index - row.position }
}
