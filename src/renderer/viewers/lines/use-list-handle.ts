// What the owner of a list of lines may ask of it.
import { type Ref, type RefObject, useImperativeHandle, useLayoutEffect, useRef } from 'react'
import { type VirtualRowsHandle } from '../../ui/rows/VirtualRows.tsx'
import { type RowCache } from './document/row-cache.ts'
import { type RowLayout } from './document/row-wrap.ts'
import { shownCharacters, type ShownRow } from './shown-row.ts'

export interface LineListHandle {
  /** Brings a row, and of a long row the column, where it can be read. */
  reveal: (row: number, column?: number) => void
  /** Puts a row at the top of the screen. */
  putAtTop: (row: number) => void
  /** The line whose row is the first on screen, from 0. */
  topLine: () => number | undefined
  /** The line of a row that is known, from 0. */
  lineOf: (row: number) => number | undefined
  /** The first row on screen. */
  topRow: () => number
  isOnScreen: (row: number) => boolean
  /** Puts the last row at the bottom of the screen. */
  toEnd: () => void
  focus: () => void
}

interface ListState {
  list: RefObject<VirtualRowsHandle | null>
  cache: RowCache
  layout: RowLayout
  /** Where each line of the screen begins in the row's text. */
  startsOf: (row: ShownRow) => readonly number[]
  /** Undefined when rows are wrapped, since then no column is out of sight. */
  columns: { gutterPx: number; cellPx: number } | undefined
  rowHeightPx: number
  isHidden: (row: number) => boolean
  /** Opens the folds around a row. */
  onShow: (row: number) => void
  /** To be called after every scroll. */
  notePlace: () => void
}

export function useListHandle(handle: Ref<LineListHandle>, state: ListState): void {
  const latest = useRef(state)
  const waiting = useRef<RowPlace | undefined>(undefined)
  useLayoutEffect(() => {
    latest.current = state
    if (waiting.current === undefined || state.isHidden(waiting.current.row)) return
    const { row, column } = waiting.current
    waiting.current = undefined
    reveal(latest, row, column)
  })
  useImperativeHandle(handle, () => listHandle(latest, waiting), [])
}

interface RowPlace {
  row: number
  column: number
}

/** `waiting` holds the row that is brought on screen as soon as its folds are open. */
function listHandle(latest: RefObject<ListState>, waiting: RefObject<RowPlace | undefined>): LineListHandle {
  const topRow = () => {
    const { list, layout, rowHeightPx } = latest.current
    return layout.find(Math.floor((list.current?.topPx() ?? 0) / rowHeightPx)).row
  }
  return {
    topRow,
    lineOf: (row) => latest.current.cache.get(row)?.line,
    topLine: () => latest.current.cache.get(topRow())?.line,
    reveal: (row, column = 0) => {
      const { isHidden, onShow } = latest.current
      waiting.current = undefined
      if (isHidden(row)) waiting.current = { row, column }
      else reveal(latest, row, column)
      onShow(row)
    },
    putAtTop: (row) => {
      const { list, layout, notePlace } = latest.current
      list.current?.scrollToRow(layout.start(row), 'start')
      notePlace()
    },
    isOnScreen: (row) => {
      const { list, layout, rowHeightPx, isHidden } = latest.current
      if (isHidden(row)) return false
      const topPx = list.current?.topPx() ?? 0
      const lineTopPx = layout.start(row) * rowHeightPx
      return lineTopPx >= topPx - rowHeightPx && lineTopPx < topPx + (list.current?.element.clientHeight ?? 0)
    },
    toEnd: () => {
      const { list, layout, notePlace } = latest.current
      list.current?.scrollToRow(Math.max(0, layout.lineCount - 1))
      notePlace()
    },
    focus: () => latest.current.list.current?.element.focus({ preventScroll: true }),
  }
}

function reveal(latest: RefObject<ListState>, row: number, column: number): void {
  revealKnown(latest.current, row, column)
  const shown = latest.current.cache.get(row)
  if (shown === undefined || (shown.cutFrom !== undefined && column >= shown.text.length)) void bringAndReveal(latest, row, column)
}

/** Only when a row is laid out is it known where its column stands. */
async function bringAndReveal(latest: RefObject<ListState>, row: number, column: number): Promise<void> {
  await latest.current.cache.showMore(row, Math.max(shownCharacters, column + 1000))
  requestAnimationFrame(() => revealKnown(latest.current, row, column))
}

function revealKnown({ list, cache, layout, startsOf, columns, rowHeightPx, notePlace }: ListState, row: number, column: number): void {
  const handle = list.current
  if (handle === null) return
  const shown = cache.get(row)
  const starts = shown === undefined ? [0] : startsOf(shown)
  const line =
    layout.start(row) +
    Math.max(
      0,
      starts.findLastIndex((start) => start <= column),
    )
  const top = handle.topPx() / rowHeightPx
  const height = handle.element.clientHeight / rowHeightPx
  if (line < top + 2 || line > top + height - 3) handle.scrollToRow(line, 'center')
  notePlace()
  if (columns !== undefined) revealColumn(handle.element, columns.gutterPx + column * columns.cellPx, columns.gutterPx)
}

/** Scrolls sideways only when the column is out of sight. */
function revealColumn(element: HTMLElement, columnPx: number, gutterPx: number): void {
  const left = element.scrollLeft + gutterPx
  if (columnPx >= left && columnPx <= element.scrollLeft + element.clientWidth - 80) return
  element.scrollLeft = columnPx < element.clientWidth - 80 ? 0 : columnPx - element.clientWidth / 2
}
