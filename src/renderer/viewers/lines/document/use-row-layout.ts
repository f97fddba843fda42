// How rows lie on lines of the screen while they arrive, wrapped or not, without moving what is being read.
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from 'react'
import { type VirtualRowsHandle } from '../../../ui/rows/VirtualRows.tsx'
import { type HiddenRows } from '../folds/hidden-rows.ts'
import { type LineSource } from './line-source.ts'
import { type RowCache } from './row-cache.ts'
import { type RowLayout, unwrapped, WrappedLayout } from './row-wrap.ts'
import { type RowView, type ShownRow } from '../shown-row.ts'

interface RowLayoutOptions {
  source: LineSource
  cache: RowCache
  view: RowView
  rowCount: number
  /** Cells that fit on a line of the screen; undefined when rows are not wrapped. */
  columns: number | undefined
  /** Where each line of the screen begins in a row's text. */
  startsOf: (row: ShownRow) => readonly number[]
  /** Rows that are folded away. */
  hidden: HiddenRows
  rowHeightPx: number
  list: RefObject<VirtualRowsHandle | null>
}

interface LaidRows {
  layout: RowLayout
  /** Changes whenever rows arrived, so that they are painted. */
  version: number
  /** Notes where the reader is; call it after every scroll. */
  notePlace: () => void
}

/** Lines of the screen that a row takes; one more when it is cut, for the button that shows the rest. */
function partsOf(row: ShownRow, startsOf: RowLayoutOptions['startsOf']): number {
  return startsOf(row).length + (row.cutFrom === undefined ? 0 : 1)
}

export function useRowLayout(options: RowLayoutOptions): LaidRows {
  const { source, cache, view, rowCount, columns, startsOf, hidden, rowHeightPx, list } = options
  const [version, bump] = useReducer((count: number) => count + 1, 0)
  const bytes = useRowBytes(source, view, rowCount, columns !== undefined)
  const wrapped = useMemo(() => {
    if (columns === undefined || bytes === undefined || bytes.of !== source || bytes.view !== view) return undefined
    const layout = new WrappedLayout(columns, hidden)
    layout.append(bytes.counts)
    cache.forEach((shown, row) => layout.correct(row, partsOf(shown, startsOf)))
    return layout
  }, [columns, bytes, cache, source, view, hidden, startsOf])
  const plain = useMemo(() => unwrapped(rowCount, hidden), [rowCount, hidden])
  const layout = wrapped ?? plain

  const place = useRef({ row: 0, offsetPx: 0 })
  const notePlace = useCallback(() => {
    const topPx = list.current?.topPx() ?? 0
    const { row } = layout.find(Math.floor(topPx / rowHeightPx))
    place.current = { row, offsetPx: topPx - layout.start(row) * rowHeightPx }
  }, [layout, list, rowHeightPx])

  useEffect(
    () =>
      cache.watch((rows, first) => {
        if (wrapped !== undefined) {
          notePlace()
          for (const [index, row] of rows.entries()) wrapped.correct(first + index, partsOf(row, startsOf))
        }
        bump()
      }),
    [cache, wrapped, notePlace, startsOf],
  )

  // Rows above turned out to be taller or shorter than thought: what is read stays where it is.
  const held = useRef({ version, layout, wrapped, hidden })
  useLayoutEffect(() => {
    const before = held.current
    held.current = { version, layout, wrapped, hidden }
    const isMoved = before.layout !== layout || before.version !== version
    if (!isMoved || (before.wrapped === undefined && wrapped === undefined && before.hidden === hidden)) return
    const { row, offsetPx } = place.current
    list.current?.scrollToPx(layout.start(row) * rowHeightPx + offsetPx)
  })

  return { layout, version, notePlace }
}

interface RowBytes {
  of: LineSource
  view: RowView
  counts: Uint32Array
}

/** Bytes of all rows, fetched only when they are needed and only as far as they are new. */
function useRowBytes(source: LineSource, view: RowView, rowCount: number, isNeeded: boolean): RowBytes | undefined {
  const [bytes, setBytes] = useState<RowBytes>()
  useEffect(() => {
    if (!isNeeded) return undefined
    let isWanted = true
    const known = bytes?.of === source && bytes.view === view ? bytes.counts : new Uint32Array(0)
    if (known.length >= rowCount) return undefined
    const fetchMore = async () => {
      const more = await source.ask({ ask: 'row-bytes', view, first: known.length })
      if (!isWanted) return
      const counts = new Uint32Array(known.length + more.length)
      counts.set(known)
      counts.set(more, known.length)
      setBytes({ of: source, view, counts })
    }
    void fetchMore()
    return () => {
      isWanted = false
    }
  }, [source, view, rowCount, isNeeded, bytes])
  return bytes
}
