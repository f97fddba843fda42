// How the rows of a block stand on screen, in units of one line height: below each other, or in two columns.
import { type Block, type DiffModel } from './diff-model.ts'
import { rowKinds } from './rows.ts'
import { cellsOf } from '../scan/cell-width.ts'
import { wrapText } from '../scan/line-wrap.ts'
import { type WhitespacePairs } from './whitespace-pairs.ts'

export type DiffMode = 'inline' | 'split'

/** Rows wider than this many cells are cut until the reader asks for all of them. */
export const cutCells = 1_000

export interface PlanOptions {
  mode: DiffMode
  /** Cells of a code column on screen. */
  cells: number
  /** Cells of a line that takes the whole width, as those of messages do. */
  wideCells: number
  wrap: boolean
  /** Rows shown in full, however long; they are wrapped in any case. */
  expanded: ReadonlySet<number>
  /** Lines that differ in white space only, when those count as the same. */
  whitespace: WhitespacePairs | undefined
  /** First rows of hunks that take no room. */
  hidden: ReadonlySet<number> | undefined
}

/** Unit by unit: the row on the left (inline: the only one) and on the right, -1 for none, and which part of it. */
export interface BlockPlan {
  left: Int32Array
  right: Int32Array
  parts: Uint32Array
}

type Emit = (left: number, right: number, parts: number) => void

const leastCells = 20
/** More columns of signs than this are shown as one. */
export const mostSigns = 8

/** Cells that the text of a row has; the signs of a combined diff take some of them. */
export function rowCells(model: DiffModel, row: number, options: PlanOptions): number {
  if (model.kind(row) === rowKinds.text) return options.wideCells
  if (!model.hasCombined) return options.cells
  const signs = model.signCount(row)
  return signs <= 1 || signs > mostSigns ? options.cells : Math.max(leastCells, options.cells - signs + 1)
}

export function isCut(model: DiffModel, row: number, options: PlanOptions): boolean {
  return model.width(row) > cutCells && !options.expanded.has(row)
}

/** Characters of a text that fit into so many cells. */
function cutAt(text: string, cells: number): string {
  let column = 0
  let index = 0
  while (index < text.length && column < cells) {
    const code = text.codePointAt(index) ?? 0
    column += cellsOf(code, column)
    index += code > 0xffff ? 2 : 1
  }
  return text.slice(0, index)
}

/** What is shown of a row: all of it, or its beginning. */
export function shownText(model: DiffModel, row: number, options: PlanOptions): string {
  // A character is at most four bytes.
  return isCut(model, row, options) ? cutAt(model.text(row, cutCells * 4), cutCells) : model.text(row)
}

/** How many units a row takes; a row that is cut takes one more, which says so. */
function partCount(model: DiffModel, row: number, options: PlanOptions): number {
  if (model.width(row) <= options.cells && !model.hasCombined) return 1
  const cells = rowCells(model, row, options)
  if (isCut(model, row, options)) return (options.wrap ? wrapText(shownText(model, row, options), cells).length : 1) + 1
  const isWrapped = options.wrap || options.expanded.has(row)
  return isWrapped && model.width(row) > cells ? model.countWrapped(row, cells) : 1
}

/** Calls `emit` for each line of the block, top to bottom. */
function walkBlock(model: DiffModel, block: Block, options: PlanOptions, emit: Emit): void {
  const parts = (row: number) => (row < 0 ? 1 : partCount(model, row, options))
  const single: Emit = (left, right) => emit(left, right, Math.max(parts(left), parts(right)))
  if (options.whitespace?.isUnchanged(block.firstRow) === true || options.hidden?.has(block.firstRow) === true) return
  let row = block.firstRow
  if (block.isHunk) emit(row++, -1, 1)
  while (row < block.endRow) {
    const kind = model.kind(row)
    if (kind !== rowKinds.added && kind !== rowKinds.removed) {
      single(row, options.mode === 'split' && kind === rowKinds.context ? row : -1, 1)
      row++
      continue
    }
    const firstAdded = endOfKind(model, row, block.endRow, rowKinds.removed)
    const end = endOfKind(model, firstAdded, block.endRow, rowKinds.added)
    walkChange(model, row, firstAdded, end, options, single)
    row = end
  }
}

function endOfKind(model: DiffModel, from: number, end: number, kind: number): number {
  let row = from
  while (row < end && model.kind(row) === kind) row++
  return row
}

/** A change, with the lines that differ in white space only taken out as lines that did not change. */
function walkChange(model: DiffModel, first: number, firstAdded: number, end: number, options: PlanOptions, emit: Emit): void {
  const pairs = options.whitespace
  let removed = first
  let added = firstAdded
  let hasPair = false
  if (pairs !== undefined) {
    for (let row = firstAdded; row < end; row++) {
      const partner = pairs.partnerOf(row)
      if (partner === undefined) continue
      hasPair = true
      walkSides(model, removed, partner, added, row, options, emit, false)
      if (options.mode === 'split') emit(partner, row, 1)
      else emit(row, -1, 1)
      removed = partner + 1
      added = row + 1
    }
  }
  walkSides(model, removed, firstAdded, added, end, options, emit, !hasPair)
}

function walkSides(
  model: DiffModel,
  removed: number,
  removedEnd: number,
  added: number,
  addedEnd: number,
  options: PlanOptions,
  emit: Emit,
  hasShifts: boolean,
): void {
  if (options.mode === 'inline') {
    for (let row = removed; row < removedEnd; row++) emit(row, -1, 1)
    for (let row = added; row < addedEnd; row++) emit(row, -1, 1)
    return
  }
  const height = Math.max(removedEnd - removed, addedEnd - added)
  let left = removed
  let right = added
  for (let slot = 0; slot < height; slot++) {
    const leftSlot = hasShifts ? (model.shift(left) ?? left - removed) : left - removed
    const rightSlot = hasShifts ? (model.shift(right) ?? right - added) : right - added
    const hasLeft = left < removedEnd && leftSlot <= slot
    const hasRight = right < addedEnd && rightSlot <= slot
    emit(hasLeft ? left++ : -1, hasRight ? right++ : -1, 1)
  }
}

/** Height of a block in units. */
export function measureBlock(model: DiffModel, block: Block, options: PlanOptions): number {
  let units = 0
  walkBlock(model, block, options, (_left, _right, parts) => {
    units += parts
  })
  return units
}

/** `units` is the height of the block, where it was measured before. */
export function planBlock(model: DiffModel, block: Block, options: PlanOptions, units = measureBlock(model, block, options)): BlockPlan {
  const plan = { left: new Int32Array(units), right: new Int32Array(units), parts: new Uint32Array(units) }
  let unit = 0
  walkBlock(model, block, options, (left, right, parts) => {
    for (let part = 0; part < parts; part++) {
      plan.left[unit] = left
      plan.right[unit] = right
      plan.parts[unit] = part
      unit++
    }
  })
  return plan
}
