// What a reader has selected with the mouse, over rows that need not be on screen.
import { type RowPoint } from '../shown-row.ts'

/** By what the selection grows while the mouse moves. */
export type SelectionUnit = 'character' | 'word' | 'row'

/** `anchor` is what was pressed on, `focus` where the mouse is; either may come first. */
export interface RowSelection<Span extends RowSpan = RowSpan> {
  anchor: Span
  focus: Span
}

/** A piece of one row: a point, a word or all of it. */
export interface RowSpan {
  row: number
  start: number
  end: number
}

/** A row's end when its text is not at hand. */
export const endOfRow = Number.MAX_SAFE_INTEGER

export function selectionEnds({ anchor, focus }: RowSelection): { start: RowPoint; end: RowPoint } {
  const isForward = anchor.row < focus.row || (anchor.row === focus.row && anchor.start <= focus.start)
  const [first, last] = isForward ? [anchor, focus] : [focus, anchor]
  return {
    start: { row: first.row, column: first.start },
    end: { row: last.row, column: Math.max(last.end, first.row === last.row ? first.end : 0) },
  }
}

export function isEmptySelection(selection: RowSelection | undefined): boolean {
  if (selection === undefined) return true
  const { start, end } = selectionEnds(selection)
  return start.row === end.row && start.column === end.column
}

/** The selected part of a row, or undefined when none of it is. */
export function selectedPart(selection: RowSelection | undefined, row: number): { start: number; end: number } | undefined {
  if (selection === undefined) return undefined
  const { start, end } = selectionEnds(selection)
  if (row < start.row || row > end.row || isEmptySelection(selection)) return undefined
  return { start: row === start.row ? start.column : 0, end: row === end.row ? end.column : endOfRow }
}

/** The span of a unit around a column. */
export function spanAt(text: string, row: number, column: number, unit: SelectionUnit): RowSpan {
  if (unit === 'character') return { row, start: column, end: column }
  if (unit === 'row') return { row, start: 0, end: endOfRow }
  const word = /[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu
  for (const match of text.matchAll(word)) {
    const end = match.index + match[0].length
    if (column < end || (column === end && end === text.length)) return { row, start: match.index, end }
  }
  return { row, start: column, end: column }
}
