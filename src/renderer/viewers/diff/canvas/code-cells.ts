// How many character cells a code column has; the same sums as in DiffLine.module.css.
import { type DiffMode } from '../model/block-plan.ts'
import { tabCells } from '../scan/cell-width.ts'

const numberPaddingPx = 16
const signPaddingPx = 12
/** Room for wide characters that begin in the last cell. */
const spareCells = 2
const leastCells = 20

export function codeCells(canvasPx: number, cellPx: number, digits: number, mode: DiffMode): number {
  const numberPx = digits * cellPx + numberPaddingPx
  const columnPx = mode === 'split' ? canvasPx / 2 - numberPx - 1 : canvasPx - 2 * numberPx
  const cells = Math.floor((columnPx - signPaddingPx - cellPx) / cellPx) - spareCells
  // A multiple of the tab width, so that tabs fall on the same columns in every part of a wrapped line.
  return Math.max(leastCells, cells - (cells % tabCells))
}
