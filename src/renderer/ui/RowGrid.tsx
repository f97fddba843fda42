// A long table whose rows are links: drawn only where it is looked at, used by mouse and keys alike.
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, type Ref, useImperativeHandle, useRef } from 'react'
import { useRowFocus } from './row-focus.ts'
import styles from './RowGrid.module.css'
import { RowLine } from './RowLine.tsx'
import { useScrollMargin } from './scroll-margin.ts'

export interface Column<T> {
  id: string
  header: string
  /** What the header stands for, where it is shorter than a word. */
  headerName?: string
  /** Numbers stand at the end of their column. */
  isEnd?: boolean
  cell: (row: T) => ReactNode
}

export interface RowSelection {
  keys: ReadonlySet<string>
  toggle: (key: string) => void
  /** Selects everything from the last toggled row to this one. */
  extend: (key: string) => void
  all: () => void
}

export interface RowGridProps<T> {
  label: string
  /** Sets `--columns`, the template of the grid's columns. */
  className: string | undefined
  /** The first one's cell is the row's link. */
  columns: readonly Column<T>[]
  rows: readonly T[]
  rowKey: (row: T) => string
  rowName: (row: T) => string
  href: (row: T) => string
  currentKey?: string | undefined
  /** Stands before the link; gives way to the check box. */
  icon?: (row: T) => ReactNode
  selection?: RowSelection
  /** The element that scrolls. */
  scroller: HTMLElement | null
  ref?: Ref<HTMLElement | null>
}

const rowHeightPx = 34
/** The height of `.head`, which stays above the rows. */
const headHeightPx = 28

export function RowGrid<T>(props: RowGridProps<T>) {
  const { label, className, columns, rows, rowKey, currentKey, selection, scroller } = props
  const grid = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  useImperativeHandle<HTMLElement | null, HTMLElement | null>(props.ref, () => grid.current)
  const scrollMargin = useScrollMargin(body, scroller)
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller,
    estimateSize: () => rowHeightPx,
    overscan: 8,
    scrollMargin,
    scrollPaddingStart: headHeightPx,
    initialRect: { width: 0, height: 800 },
  })
  const keys = rows.map(rowKey)
  const focus = useRowFocus({ keys, list: grid, currentKey, scrollTo: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }) })
  const press = (event: KeyboardEvent) => {
    const action = rowAction(event, { keys, activeIndex: focus.activeIndex, focusRow: focus.focusRow, selection })
    if (action === undefined) return
    event.preventDefault()
    action()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- its rows take the focus
    <div
      ref={grid}
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      data-row-list
      aria-multiselectable={selection !== undefined}
      className={[styles['grid'], className, selection !== undefined && selection.keys.size > 0 ? styles['picking'] : ''].join(' ')}
      onKeyDown={press}
    >
      <div role="row" aria-rowindex={1} className={[styles['line'], styles['head']].join(' ')}>
        {columns.map(({ id, header, headerName, isEnd }) => (
          <span
            key={id}
            role="columnheader"
            aria-label={headerName}
            data-column={id}
            className={[styles['cell'], isEnd === true ? styles['end'] : ''].join(' ')}
          >
            {header}
          </span>
        ))}
      </div>
      <div ref={body} role="rowgroup" className={styles['body']} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const row = rows[index]
          return row === undefined ? null : (
            <RowLine
              key={rowKey(row)}
              grid={props}
              row={row}
              index={index}
              box={{ topPx: start - scrollMargin, heightPx: rowHeightPx }}
              isActive={index === focus.activeIndex}
              onFocus={focus.noteFocus}
            />
          )
        })}
      </div>
    </div>
  )
}

interface RowKeys {
  keys: readonly string[]
  activeIndex: number
  focusRow: (index: number) => void
  selection: RowSelection | undefined
}

const pageRows = 12

/** What a key does while the keyboard is in the list; nothing for all other keys. */
function rowAction(event: KeyboardEvent, { keys, activeIndex, focusRow, selection }: RowKeys): (() => void) | undefined {
  if (event.altKey) return undefined
  const key = keys[activeIndex]
  if (event.ctrlKey || event.metaKey) return event.key === 'a' ? selection?.all : undefined
  const extend = (index: number) => {
    const target = keys[index]
    if (selection === undefined || key === undefined || target === undefined) return
    if (!selection.keys.has(key)) selection.toggle(key)
    focusRow(index)
    selection.extend(target)
  }
  const actions: Record<string, () => void> = {
    j: () => focusRow(activeIndex + 1),
    ArrowDown: () => focusRow(activeIndex + 1),
    k: () => focusRow(activeIndex - 1),
    ArrowUp: () => focusRow(activeIndex - 1),
    Home: () => focusRow(0),
    End: () => focusRow(keys.length - 1),
    PageDown: () => focusRow(activeIndex + pageRows),
    PageUp: () => focusRow(activeIndex - pageRows),
    J: () => extend(activeIndex + 1),
    K: () => extend(activeIndex - 1),
    o: () => event.target instanceof HTMLElement && event.target.click(),
    ...(selection !== undefined && key !== undefined ? { x: () => selection.toggle(key) } : {}),
  }
  return actions[event.key]
}
