import { listed, t } from '../../../shared/language/translate.ts'
import { ChevronRight } from 'lucide-react'
import { memo, type MouseEvent } from 'react'
import { useHref } from '../../state/navigation.ts'
import { MiddleCut } from '../../ui/MiddleCut.tsx'
import { formatCount, plural } from '../../ui/words/plural.ts'
import { standingWords, VerdictMark } from '../review/VerdictMark.tsx'
import { rowKey, type SpecRow, type TaskRow, type TreeRow } from './tree-rows.ts'
import styles from './TreeItem.module.css'

interface TreeItemProps {
  row: TreeRow
  topPx: number
  heightPx: number
  isCurrent: boolean
  /** Whether this row is the tree's place in the tab order. */
  isActive: boolean
  onFocus: (key: string) => void
  onToggle: (specName: string, isOpen: boolean) => void
}

/** Drawn again only when something of it changes: most items stay while the tree is scrolled. */
export const TreeItem = memo(function TreeItem({ row, topPx, heightPx, isCurrent, isActive, onFocus, onToggle }: TreeItemProps) {
  const href = useHref()
  const key = rowKey(row)
  const isSpec = row.level === 1
  return (
    <a
      role="treeitem"
      aria-label={isSpec ? specWords(row) : taskWords(row)}
      href={href(isSpec ? { at: 'spec', specName: row.spec.specName } : { at: 'task', specName: row.specName, taskId: row.task.taskId })}
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-selected={isCurrent}
      aria-current={isCurrent ? 'page' : undefined}
      {...(isSpec ? { 'aria-expanded': row.isOpen } : {})}
      data-row-key={key}
      tabIndex={isActive ? 0 : -1}
      className={[styles['item'], styles[isSpec ? 'spec' : 'task'], isCurrent ? styles['current'] : ''].join(' ')}
      style={{ height: heightPx, transform: `translateY(${topPx}px)` }}
      onFocus={() => onFocus(key)}
    >
      {isSpec ? <SpecWords row={row} onToggle={onToggle} /> : <TaskWords row={row} />}
    </a>
  )
})

function specWords({ spec, failingTasks }: SpecRow): string {
  return listed([
    spec.specName,
    plural(spec.tasks.length, 'task'),
    ...(failingTasks > 0 ? [t('{failing} failing', { failing: failingTasks })] : []),
  ])
}

function taskWords({ task }: TaskRow): string {
  const { taskId, attempts, tests } = task
  const failed = tests?.failed ?? 0
  return listed([taskId, plural(attempts, 'attempt'), ...(failed > 0 ? [plural(failed, 'failing test')] : []), standingWords(task)])
}

function SpecWords({ row, onToggle }: { row: SpecRow; onToggle: TreeItemProps['onToggle'] }) {
  const toggle = (event: MouseEvent) => {
    event.preventDefault()
    event.stopPropagation()
    onToggle(row.spec.specName, !row.isOpen)
  }
  return (
    <>
      {/* For the mouse only: the arrow keys open and close the focused row. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
      <span className={[styles['chevron'], row.isOpen ? styles['open'] : ''].join(' ')} onClick={toggle} aria-hidden>
        <ChevronRight />
      </span>
      <span className={styles['name']}>
        <MiddleCut text={row.spec.specName} />
      </span>
      <Count isFailing count={row.failingTasks} title={t('{failing} failing', { failing: plural(row.failingTasks, 'task') })} />
      <Count count={row.spec.tasks.length} title={plural(row.spec.tasks.length, 'task')} />
    </>
  )
}

function TaskWords({ row: { task } }: { row: TaskRow }) {
  const failed = task.tests?.failed ?? 0
  return (
    <>
      <span className={styles['name']}>
        <MiddleCut text={task.taskId} />
      </span>
      <Count isFailing count={failed} title={plural(failed, 'failing test')} />
      <VerdictMark verdict={task.verdict} isWaiting={task.isWaiting} />
      <Count count={task.attempts} title={plural(task.attempts, 'attempt')} />
    </>
  )
}

/** Drawn by the style sheet: the item's name says the count in words, and bare numbers would only be read on top of it. */
function Count({ count, title, isFailing = false }: { count: number; title: string; isFailing?: boolean }) {
  if (isFailing && count === 0) return null
  return <span data-count={formatCount(count)} title={title} className={[styles['count'], isFailing ? styles['failing'] : ''].join(' ')} />
}
