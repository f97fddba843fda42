// How many character cells code has on screen; the same sums as in DiffLine.module.css.
import { type DiffMode } from '../model/block-plan.ts'

const numberPaddingPx = 16
const signPaddingPx = 12
/** Kept free at the end of a line, where a sign may tell that no newline follows. */
const spareCells = 2
const leastCells = 20

/** Cells of a code column, and of a line without line numbers. */
export function codeCells(canvasPx: number, cellPx: number, digits: number, mode: DiffMode): { cells: number; wideCells: number } {
  const numberPx = digits * cellPx + numberPaddingPx
  const columnPx = mode === 'split' ? Math.floor(canvasPx / 2) - numberPx - 1 : canvasPx - 2 * numberPx
  const cellsIn = (widthPx: number) => Math.max(leastCells, Math.floor((widthPx - signPaddingPx) / cellPx) - 1 - spareCells)
  return { cells: cellsIn(columnPx), wideCells: cellsIn(canvasPx) }
}
