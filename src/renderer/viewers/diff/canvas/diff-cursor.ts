// Where the reader stands by keyboard: on a line, or on a file's header.
import { type DiffLayout } from '../model/diff-layout.ts'
import { type DiffFile } from '../model/diff-file.ts'
import { type Block } from '../model/diff-model.ts'
import { type Viewing } from '../viewed/viewing.ts'

export type DiffCursor = { on: 'file'; file: DiffFile } | { on: 'row'; row: number }

export function unitOfCursor(layout: DiffLayout, cursor: DiffCursor): number {
  return cursor.on === 'file' ? layout.fileTop(cursor.file.index) : layout.unitOfRow(cursor.row)
}

/** The cursor on a unit, or undefined where none can stand: below a header, between files, on the second part of a line. */
function cursorAt(layout: DiffLayout, index: number): DiffCursor | undefined {
  const unit = layout.unitAt(index)
  if (unit?.kind === 'header') return { on: 'file', file: unit.file }
  if (unit?.kind !== 'line') return undefined
  const { left, right, parts } = layout.plan(unit.block)
  if ((parts[unit.index] ?? 0) > 0) return undefined
  const row = (left[unit.index] ?? -1) < 0 ? right[unit.index] : left[unit.index]
  return row === undefined ? undefined : { on: 'row', row }
}

/** The next place for the cursor from a unit on, up or down; undefined at the ends. */
export function nextCursor(layout: DiffLayout, from: number, step: 1 | -1): DiffCursor | undefined {
  for (let index = from; index >= 0 && index < layout.unitCount; index += step) {
    const cursor = cursorAt(layout, index)
    if (cursor !== undefined) return cursor
  }
  return undefined
}

/** The next hunk's header row whose unit is above or below; those that are folded away or hidden are passed over. */
export function nextHunk(layout: DiffLayout, from: number, step: 1 | -1, isPassed: (block: Block) => boolean): DiffCursor | undefined {
  const { blocks } = layout
  const isNext = (index: number) => {
    const block = blocks[index]
    if (block === undefined || !block.isHunk || isPassed(block)) return false
    return step === 1 ? layout.blockTop(block) > from : layout.blockTop(block) < from
  }
  for (let index = step === 1 ? 0 : blocks.length - 1; index >= 0 && index < blocks.length; index += step) {
    const block = blocks[index]
    if (block !== undefined && isNext(index)) return { on: 'row', row: block.firstRow }
  }
  return undefined
}

/** The first hunk behind another, or behind a file, that the reader has not seen. */
export function nextUnseen({ blocks }: DiffLayout, from: Block | DiffFile, viewing: Viewing): Block | undefined {
  const isBehind = (block: Block) => ('firstHunk' in from ? block.file.index > from.index : block.index > from.index)
  return blocks.find((block) => block.isHunk && isBehind(block) && !viewing.hasSeen(block))
}

export function nextFile(layout: DiffLayout, files: readonly DiffFile[], from: number, step: 1 | -1): DiffCursor | undefined {
  const isNext = ({ index }: DiffFile) => (step === 1 ? layout.fileTop(index) > from : layout.fileTop(index) < from)
  const file = step === 1 ? files.find(isNext) : files.findLast(isNext)
  return file === undefined ? undefined : { on: 'file', file }
}

/** The row that stands on a unit; below a header, the first one of its file. */
export function rowAt(layout: DiffLayout, index: number): number {
  const unit = layout.unitAt(index)
  if (unit === undefined) return 0
  if (unit.kind !== 'line') return unit.kind === 'gap' ? unit.file.endRow : unit.file.firstRow
  const { left, right } = layout.plan(unit.block)
  return Math.max(left[unit.index] ?? 0, right[unit.index] ?? 0)
}
