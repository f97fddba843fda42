// What stands at the top of the canvas, so that it can stay there when the layout around it changes.
import { type DiffLayout } from '../model/diff-layout.ts'

export interface LayoutAnchor {
  file: number
  /** Undefined for the file's header and what is no row. */
  row: number | undefined
  part: number
  /** Pixels from the top of the unit to the top of the canvas. */
  offsetPx: number
}

/** `topPx` is where the reader begins to read: below a header that stays at the top. */
export function anchorAt(layout: DiffLayout, topPx: number, unitPx: number): LayoutAnchor | undefined {
  const index = Math.floor(topPx / unitPx)
  const unit = layout.unitAt(index)
  if (unit === undefined) return undefined
  const offsetPx = topPx - index * unitPx
  if (unit.kind !== 'line') {
    return { file: unit.file.index, row: undefined, part: 0, offsetPx: topPx - layout.fileTop(unit.file.index) * unitPx }
  }
  const { left, right, parts } = layout.plan(unit.block)
  const row = (left[unit.index] ?? -1) < 0 ? right[unit.index] : left[unit.index]
  return { file: unit.block.file.index, row, part: parts[unit.index] ?? 0, offsetPx }
}

export function topOfAnchor(layout: DiffLayout, { file, row, part, offsetPx }: LayoutAnchor, unitPx: number): number {
  return (row === undefined ? layout.fileTop(file) : layout.unitOfRow(row, part)) * unitPx + offsetPx
}
