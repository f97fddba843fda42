// The lines that the route names: marked, and brought on screen as soon as they have arrived.
import { type RefObject, useCallback, useEffect, useMemo, useRef } from 'react'
import { formatLinePlace, type LineRange, parseLinePlace } from './line-place.ts'
import { type LineListHandle } from './use-list-handle.ts'
import { type RowView } from './shown-row.ts'
import { type LoadedLines } from './document/use-line-source.ts'

interface LinePlaceOptions {
  lines: LoadedLines
  view: RowView
  place: string | undefined
  onPlace: (place: string | undefined) => void
  list: RefObject<LineListHandle | null>
  /** The reader was brought to this row. */
  onRow: (row: number) => void
}

export interface LinePlace {
  marked: LineRange | undefined
  /** True when the place names a line that the stream does not have. */
  isBeyond: boolean
  /** Marks lines the reader clicked; the only marked line is unmarked by a second click. */
  mark: (range: LineRange) => void
  /** Marks lines and goes there. */
  show: (range: LineRange) => void
}

export function useLinePlace({ lines, view, place, onPlace, list, onRow }: LinePlaceOptions): LinePlace {
  const { source, state } = lines
  const { progress } = state
  const marked = useMemo(() => parseLinePlace(place), [place])
  // A place that was clicked is on screen already.
  const shown = useRef<string | undefined>(undefined)
  const latestRow = useRef(onRow)
  useEffect(() => {
    latestRow.current = onRow
  })
  const bring = useCallback(
    async (line: number) => {
      const row = await source.ask({ ask: 'row-of', view, line: line - 1 })
      latestRow.current(row)
      list.current?.reveal(row)
    },
    [source, view, list],
  )
  const hasCome = marked !== undefined && (progress.lineCount >= marked.first || progress.ended)
  useEffect(() => {
    if (!hasCome || marked === undefined || shown.current === place) return
    shown.current = place
    void bring(marked.first)
  }, [hasCome, marked, place, bring])

  const mark = useCallback(
    (range: LineRange) => {
      const next = formatLinePlace(range)
      shown.current = next
      onPlace(next === place ? undefined : next)
    },
    [onPlace, place],
  )
  const show = useCallback(
    (range: LineRange) => {
      shown.current = formatLinePlace(range)
      onPlace(shown.current)
      void bring(range.first)
    },
    [onPlace, bring],
  )
  return { marked, isBeyond: marked !== undefined && progress.ended && marked.first > progress.lineCount, mark, show }
}
