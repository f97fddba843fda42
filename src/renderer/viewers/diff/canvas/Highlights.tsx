import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { type RowWindow } from '../../../ui/rows/scroll-range.ts'
import { type VirtualRowsHandle } from '../../../ui/rows/VirtualRows.tsx'
import { isEmptySelection, selectedPart } from '../../lines/selection/row-selection.ts'
import { type Hit } from '../find/hit-list.ts'
import { matchText } from '../find/match-text.ts'
import { type DiffModel } from '../model/diff-model.ts'
import { type PlanOptions, shownText } from '../model/block-plan.ts'
import { useWatched, type Watched } from '../../../watched.ts'
import { type DiffSelection, isSideOf } from './diff-selection.ts'
import { highlightNames, paintHighlight } from './highlights.ts'
import { textRange } from './text-position.ts'

interface HighlightsProps {
  list: RefObject<VirtualRowsHandle | null>
  rows: Watched<RowWindow>
  model: DiffModel
  options: PlanOptions
  selection: DiffSelection | undefined
  pattern: RegExp | undefined
  currentHit: Hit | undefined
  /** What the rows were painted with; highlights must be painted anew when they are. */
  renderRow: unknown
}

/** Paints the selection and the hits over the rows on screen. Renders nothing, so that scrolling renders nothing else. */
export function Highlights({ list, rows, model, options, selection, pattern, currentHit }: HighlightsProps): null {
  useWatched(rows)
  const owner = useRef({})
  useEffect(() => {
    const own = owner.current
    return () => {
      for (const name of highlightNames) paintHighlight(name, own, [])
    }
  }, [])
  useLayoutEffect(() => {
    const hasSelection = selection !== undefined && !isEmptySelection(selection)
    const texts =
      hasSelection || pattern !== undefined ? [...(list.current?.element.querySelectorAll<HTMLElement>('[data-row]') ?? [])] : []
    paintHighlight('diff-selection', owner.current, hasSelection ? selectedRanges(texts, selection) : [])
    const hits = pattern === undefined ? [] : hitRanges(texts, model, options, pattern)
    const isCurrent = (hit: FoundRange) => hit.row === currentHit?.row && hit.nth === currentHit.nth
    const rangesOf = (found: readonly FoundRange[]) => found.map(({ range }) => range)
    paintHighlight('diff-hit', owner.current, rangesOf(hits))
    paintHighlight('diff-current-hit', owner.current, rangesOf(hits.filter(isCurrent)))
  })
  return null
}

function selectedRanges(texts: readonly HTMLElement[], selection: DiffSelection): Range[] {
  return texts.flatMap((text) => {
    if (!isSideOf(text.dataset['side'], selection.anchor.side)) return []
    const part = selectedPart(selection, Number(text.dataset['row']))
    const start = Number(text.dataset['start'])
    return part === undefined ? [] : rangeWithin(text, part.start - start, part.end - start)
  })
}

interface FoundRange {
  row: number
  nth: number
  range: Range
}

function hitRanges(texts: readonly HTMLElement[], model: DiffModel, options: PlanOptions, pattern: RegExp): FoundRange[] {
  return texts.flatMap((text) => {
    const row = Number(text.dataset['row'])
    const start = Number(text.dataset['start'])
    return matchText(shownText(model, row, options), pattern).flatMap(({ from, to }, nth) =>
      rangeWithin(text, from - start, to - start).map((range) => ({ row, nth, range })),
    )
  })
}

/** The part of a stretch that lies in the element, or nothing. */
function rangeWithin(text: HTMLElement, from: number, to: number): Range[] {
  const length = text.textContent.length
  if (to <= 0 || from >= length) return []
  return [textRange(text, Math.max(0, from), Math.min(length, to))]
}
