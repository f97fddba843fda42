// The lines that the route names: marked, and brought on screen as soon as they have arrived.
import { type RefObject, useCallback, useEffect, useMemo, useRef } from 'react'
import { formatLinePlace, type LineRange, parseLinePlace } from './line-place.ts'
import { type LineListHandle } from './LineList.tsx'
import { type LoadedLines } from './use-line-source.ts'
import { type RowView } from './shown-row.ts'

interface LinePlaceOptions {
  lines: LoadedLines
  view: RowView
  place: string | undefined
  onPlace: (place: string | undefined) => void
  list: RefObject<LineListHandle | null>
  /** The reader was brought to this row. */
  onRow: (row: number) => void
}

export function useLinePlace({ lines, view, place, onPlace, list, onRow }: LinePlaceOptions) {
  const marked = useMemo(() => parseLinePlace(place), [place])
  // A place that was clicked is on screen already.
  const shown = useRef<string | undefined>(undefined)
  const latestRow = useRef(onRow)
  useEffect(() => {
    latestRow.current = onRow
  })
  const { progress } = lines.state
  const { source } = lines
  const hasCome = marked !== undefined && (progress.lineCount >= marked.first || progress.ended)
  useEffect(() => {
    if (!hasCome || marked === undefined || shown.current === `${place} ${view}`) return undefined
    let isWanted = true
    const bring = async () => {
      const row = await source.ask({ ask: 'row-of', view, line: marked.first - 1 })
      if (!isWanted) return
      shown.current = `${place} ${view}`
      latestRow.current(row)
      list.current?.reveal(row)
    }
    void bring()
    return () => {
      isWanted = false
    }
  }, [hasCome, source, marked, place, view, list])

  const mark = useCallback(
    (range: LineRange, how: 'clicked' | 'show' = 'clicked') => {
      const next = formatLinePlace(range)
      shown.current = how === 'clicked' ? `${next} ${view}` : undefined
      // A second click on the only marked line takes the mark away.
      onPlace(next === place && how === 'clicked' ? undefined : next)
    },
    [onPlace, place, view],
  )
  return { marked, mark, isBeyond: marked !== undefined && progress.ended && marked.first > progress.lineCount }
}
