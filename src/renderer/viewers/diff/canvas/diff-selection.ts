// What a reader has selected: text of one side, over rows that need not be on screen. Rows of the diff are numbered in order,
// so a point may also name a row that shows no text.
import { type DiffLayout } from '../model/diff-layout.ts'
import { type DiffModel } from '../model/diff-model.ts'
import { type DiffFile } from '../model/diff-file.ts'
import { type Side } from '../model/diff-place.ts'
import { type RowKind, rowKinds } from '../model/rows.ts'

export interface TextPoint {
  row: number
  character: number
}

export interface DiffSelection {
  /** `both` where the sides stand below each other. */
  side: Side | 'both'
  anchor: TextPoint
  head: TextPoint
}

export const endOfRow = Number.MAX_SAFE_INTEGER

function isBefore(a: TextPoint, b: TextPoint): boolean {
  return a.row < b.row || (a.row === b.row && a.character <= b.character)
}

export function selectionEnds({ anchor, head }: DiffSelection): { start: TextPoint; end: TextPoint } {
  return isBefore(anchor, head) ? { start: anchor, end: head } : { start: head, end: anchor }
}

export function isEmpty(selection: DiffSelection | undefined): boolean {
  if (selection === undefined) return true
  return selection.anchor.row === selection.head.row && selection.anchor.character === selection.head.character
}

/** Whether rows of this kind stand on the side. Text between files stands on both. */
function isOnSide(kind: RowKind, side: DiffSelection['side']): boolean {
  switch (kind) {
    case rowKinds.hunk:
      return false
    case rowKinds.removed:
      return side !== 'right'
    case rowKinds.added:
      return side !== 'left'
    case rowKinds.context:
    case rowKinds.text:
      return true
  }
}

/** The selected characters of a row, or undefined when none are. */
export function selectedPart(selection: DiffSelection, row: number): { from: number; to: number } | undefined {
  const { start, end } = selectionEnds(selection)
  if (row < start.row || row > end.row) return undefined
  return { from: row === start.row ? start.character : 0, to: row === end.row ? end.character : endOfRow }
}

const word = /[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu

/** Start and end of the word at a character. */
export function wordAt(text: string, character: number): { from: number; to: number } {
  for (const { 0: match, index } of text.matchAll(word)) {
    if (character < index + match.length) return { from: index, to: index + match.length }
  }
  return { from: text.length, to: text.length }
}

/** The selected code: no signs, no line numbers, no hunk headers, nothing of folded files. */
export function selectedText(
  model: DiffModel,
  layout: DiffLayout,
  isCollapsed: (file: DiffFile) => boolean,
  selection: DiffSelection,
): string {
  const { start, end } = selectionEnds(selection)
  const { whitespace } = layout.options
  const lines: string[] = []
  for (const block of layout.blocks) {
    if (block.endRow <= start.row || block.firstRow > end.row) continue
    if (isCollapsed(block.file) || whitespace?.isUnchanged(block.firstRow) === true) continue
    for (let row = Math.max(block.firstRow, start.row); row < block.endRow && row <= end.row; row++) {
      const isTwice = selection.side === 'both' && whitespace?.isRepeated(row) === true
      if (isTwice || !isOnSide(model.kind(row), selection.side)) continue
      const { from, to } = selectedPart(selection, row) ?? { from: 0, to: 0 }
      lines.push(model.text(row).slice(from, to))
    }
  }
  return lines.join('\n')
}
