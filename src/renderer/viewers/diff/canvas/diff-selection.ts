// What a reader has selected: text of one side, over rows that need not be on screen. Rows of the diff are numbered in order,
// so a point may also name a row that shows no text.
import { type RowSelection, type RowSpan, selectedPart, selectionEnds } from '../../lines/selection/row-selection.ts'
import { type DiffLayout } from '../model/diff-layout.ts'
import { type DiffModel } from '../model/diff-model.ts'
import { type DiffFile } from '../model/diff-file.ts'
import { type Side } from '../model/diff-place.ts'
import { type RowKind, rowKinds } from '../model/rows.ts'

/** A piece of one row, on the side that the selection began on; `both` where the sides stand below each other. */
export interface DiffSpan extends RowSpan {
  side: Side | 'both'
}

export type DiffSelection = RowSelection<DiffSpan>

/** Whether text of a side is selected by a selection of another. */
export function isSideOf(side: string | undefined, selected: DiffSpan['side']): boolean {
  return selected === 'both' || side === 'both' || side === selected
}

/** Whether rows of this kind stand on the side. Text between files stands on both. */
function isOnSide(kind: RowKind, side: DiffSpan['side']): boolean {
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

/** The selected code: no signs, no line numbers, no hunk headers, nothing of folded files. */
export function selectedText(
  model: DiffModel,
  layout: DiffLayout,
  isCollapsed: (file: DiffFile) => boolean,
  selection: DiffSelection,
): string {
  const { start, end } = selectionEnds(selection)
  const { side } = selection.anchor
  const { whitespace } = layout.options
  const lines: string[] = []
  for (const block of layout.blocks) {
    if (block.endRow <= start.row || block.firstRow > end.row) continue
    if (isCollapsed(block.file) || whitespace?.isUnchanged(block.firstRow) === true) continue
    for (let row = Math.max(block.firstRow, start.row); row < block.endRow && row <= end.row; row++) {
      const isTwice = side === 'both' && whitespace?.isRepeated(row) === true
      if (isTwice || !isOnSide(model.kind(row), side)) continue
      const part = selectedPart(selection, row) ?? { start: 0, end: 0 }
      lines.push(model.text(row).slice(part.start, part.end))
    }
  }
  return lines.join('\n')
}
