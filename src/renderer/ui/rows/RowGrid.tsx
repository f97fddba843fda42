// A long table whose rows are links: drawn only where it is looked at, used by mouse and keys alike.
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, type Ref, useImperativeHandle, useLayoutEffect, useMemo, useRef } from 'react'
import { isFocusFree } from './kept-focus.ts'
import { useRowFocus } from './row-focus.ts'
import { rowAction, type RowSelection } from './row-keys.ts'
import styles from './RowGrid.module.css'
import { useDensity } from '../reader/density.ts'
import { RowLine } from './RowLine.tsx'
import { useScrollMargin } from './scroll-margin.ts'

export interface Column<T> {
  id: string
  header: string
  /** What the header stands for, where it is shorter than a word. */
  headerName?: string
  /** Numbers stand at the end of their column. */
  isEnd?: boolean
  /** Says less than the others do, in a quieter colour. */
  isMuted?: boolean
  cell: (row: T) => ReactNode
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
  /** The list has the keyboard from the start, at this row or else the first, unless something else has it. */
  start?: { key: string | undefined }
  /** Stands before the link; gives way to the check box. */
  icon?: (row: T) => ReactNode
  selection?: RowSelection
  /** The element that scrolls. */
  scroller: HTMLElement | null
  ref?: Ref<HTMLElement | null>
}

const rowHeights = { comfortable: 34, compact: 26 }
/** The height of `.head`, which stays above the rows. */
const headHeightPx = 28
/** As `--message-room`: keys bring no row to where messages lie. */
const messageRoomPx = 72

export function RowGrid<T>(props: RowGridProps<T>) {
  const rowHeightPx = rowHeights[useDensity()]
  const { label, className, columns, rows, rowKey, currentKey, selection, scroller, start } = props
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
    scrollPaddingEnd: messageRoomPx,
    initialRect: { width: 0, height: 800 },
  })
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeightPx])
  const keys = useMemo(() => rows.map(rowKey), [rows, rowKey])
  const scrollTo = (index: number) => virtualizer.scrollToIndex(index, { align: 'auto' })
  const focus = useRowFocus({ keys, list: grid, currentKey: currentKey ?? start?.key, scrollTo })
  const awaitsFocus = useRef(start !== undefined)
  useLayoutEffect(() => {
    if (!awaitsFocus.current || scroller === null || focus.activeIndex < 0) return
    awaitsFocus.current = false
    if (isFocusFree()) focus.focusRow(focus.activeIndex)
  })
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
              topPx={start - scrollMargin}
              heightPx={rowHeightPx}
              isActive={index === focus.activeIndex}
              onFocus={focus.noteFocus}
            />
          )
        })}
      </div>
    </div>
  )
}
