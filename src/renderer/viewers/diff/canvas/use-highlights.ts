import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { type VirtualRowsHandle } from '../../../ui/VirtualRows.tsx'
import { type Hit } from '../find/hit-list.ts'
import { matchText } from '../find/match-text.ts'
import { type DiffModel } from '../model/diff-model.ts'
import { type PlanOptions } from '../model/block-plan.ts'
import { shownText } from '../model/row-parts.ts'
import { type DiffSelection, isEmpty, selectedPart } from './diff-selection.ts'
import { paintHighlight } from './highlights.ts'
import { textRange } from './text-position.ts'

interface HighlightWishes {
  selection: DiffSelection | undefined
  pattern: RegExp | undefined
  currentHit: Hit | undefined
}

/** Paints the selection and the hits over the rows on screen; to be called with whatever changes the rows. */
export function useHighlights(
  list: RefObject<VirtualRowsHandle | null>,
  model: DiffModel,
  options: PlanOptions,
  { selection, pattern, currentHit }: HighlightWishes,
  ...changes: readonly unknown[]
): void {
  const owner = useRef({})
  useEffect(() => {
    const own = owner.current
    return () => {
      paintHighlight('diff-selection', own, [])
      paintHighlight('diff-hit', own, [])
      paintHighlight('diff-current-hit', own, [])
    }
  }, [])
  useLayoutEffect(() => {
    const texts = [...(list.current?.element.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
    paintHighlight('diff-selection', owner.current, selection === undefined || isEmpty(selection) ? [] : selectedRanges(texts, selection))
    const hits = pattern === undefined ? [] : hitRanges(texts, model, options, pattern)
    const isCurrent = (hit: FoundRange) => hit.row === currentHit?.row && hit.nth === currentHit.nth
    paintHighlight('diff-hit', owner.current, hits.map(({ range }) => range)) // prettier-ignore
    paintHighlight(
      'diff-current-hit',
      owner.current,
      hits.filter(isCurrent).map(({ range }) => range),
    )
    // oxlint-disable-next-line react/exhaustive-deps -- the rows are painted by others, who say so by `changes`
  }, [list, model, options, selection, pattern, currentHit, ...changes])
}

function selectedRanges(texts: readonly HTMLElement[], selection: DiffSelection): Range[] {
  return texts.flatMap((text) => {
    const side = text.dataset['side']
    if (selection.side !== 'both' && side !== 'both' && side !== selection.side) return []
    const part = selectedPart(selection, Number(text.dataset['row']))
    const start = Number(text.dataset['start'])
    return part === undefined ? [] : rangeWithin(text, part.from - start, part.to - start)
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
