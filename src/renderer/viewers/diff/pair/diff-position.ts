// Where a diff stands on screen, in words that another diff of the same files understands.
import { headerUnits, type DiffLayout } from '../model/diff-layout.ts'
import { type DiffFile } from '../model/diff-file.ts'
import { type DiffModel } from '../model/diff-model.ts'
import { rowAt } from '../canvas/diff-cursor.ts'

export interface DiffPosition {
  path: string
  oldPath: string
  /** A line of the old version, or of the new one where that has none; 0 is the file's header. */
  line: number
  /** How far the top of the screen is below the top of that line. */
  belowPx: number
}

/** A line's number in the version that both diffs start from; in a new file, in the file itself. */
const lineOf = (model: DiffModel, file: DiffFile, row: number) => (file.change === 'added' ? model.newLine(row) : model.oldLine(row))

export function positionAt(model: DiffModel, layout: DiffLayout, topPx: number, unitPx: number): DiffPosition | undefined {
  const file = layout.fileAt(Math.floor(topPx / unitPx))
  if (file === undefined) return undefined
  const named = { path: file.path, oldPath: file.oldPath }
  const unit = Math.floor(topPx / unitPx) + headerUnits
  const headerPx = layout.fileTop(file.index) * unitPx
  if (unit < layout.fileTop(file.index) + 2 * headerUnits) return { ...named, line: 0, belowPx: topPx - headerPx }
  let row = Math.min(rowAt(layout, unit), file.endRow - 1)
  while (row > file.firstRow && lineOf(model, file, row) === 0) row--
  return row < file.firstRow ? { ...named, line: 0, belowPx: 0 } : { ...named, line: lineOf(model, file, row), belowPx: topPx % unitPx }
}

/** The pixel that stands at the top when this diff shows the same place; undefined when it does not have the file. */
export function topOfPosition(model: DiffModel, layout: DiffLayout, position: DiffPosition, unitPx: number): number | undefined {
  const file =
    model.files.find(({ kind, path, oldPath }) => kind === 'file' && path === position.path && oldPath === position.oldPath) ??
    model.files.find(({ kind, path, oldPath }) => kind === 'file' && (path === position.path || oldPath === position.oldPath))
  if (file === undefined) return undefined
  const headerPx = layout.fileTop(file.index) * unitPx
  if (position.line === 0) return headerPx + Math.min(position.belowPx, headerUnits * unitPx)
  const row = lastRowAtMost(model, file, position.line)
  return row === undefined ? headerPx : (layout.unitOfRow(row) - headerUnits) * unitPx + position.belowPx
}

/** The last row whose line is the wanted one or stands before it. */
function lastRowAtMost(model: DiffModel, file: DiffFile, wanted: number): number | undefined {
  let [low, high] = [file.firstRow, file.endRow]
  // Rows without a line on this side belong to the next row that has one.
  const lineFrom = (row: number) => {
    let at = row
    while (at < file.endRow && lineOf(model, file, at) === 0) at++
    return at < file.endRow ? lineOf(model, file, at) : Infinity
  }
  while (low < high) {
    const middle = (low + high) >>> 1
    if (lineFrom(middle) <= wanted) low = middle + 1
    else high = middle
  }
  return low === file.firstRow ? undefined : low - 1
}
