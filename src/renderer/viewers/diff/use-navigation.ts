import { type RefObject, useCallback, useState } from 'react'
import { type RowAlign } from '../../ui/rows/scroll-range.ts'
import { type VirtualRowsHandle } from '../../ui/rows/VirtualRows.tsx'
import { type DiffCursor, nextCursor, nextFile, nextHunk, nextUnseen, unitOfCursor } from './canvas/diff-cursor.ts'
import { unitPx } from './canvas/unit-size.ts'
import { type DiffFile } from './model/diff-file.ts'
import { type DiffLayout, headerUnits } from './model/diff-layout.ts'
import { type Block, type DiffModel } from './model/diff-model.ts'
import { type Viewing } from './viewed/viewing.ts'

export interface Navigation {
  cursor: DiffCursor | undefined
  setCursor: (cursor: DiffCursor | undefined) => void
  goTo: (cursor: DiffCursor | undefined, align?: RowAlign) => void
  stepRow: (by: 1 | -1) => void
  stepHunk: (by: 1 | -1) => void
  stepFile: (by: 1 | -1) => void
  /** The file whose header the cursor is on, else the hunk the reader is in or comes to next. */
  here: () => Block | DiffFile | undefined
  /** On to the next hunk that was not seen. */
  stepUnseen: (from: Block | DiffFile, viewing: Viewing) => void
}

/** Going through the diff by keys: by line, by hunk, by file, from where the reader is. */
export function useNavigation(
  list: RefObject<VirtualRowsHandle | null>,
  model: DiffModel,
  layout: DiffLayout,
  isCollapsed: (file: DiffFile) => boolean,
  hidden: ReadonlySet<number> | undefined,
): Navigation {
  const [cursor, setCursor] = useState<DiffCursor>()
  const goTo = useCallback(
    (next: DiffCursor | undefined, align: RowAlign = 'start') => {
      if (next === undefined) return
      setCursor(next)
      const unit = unitOfCursor(layout, next)
      if (next.on === 'file') list.current?.scrollToPx(unit * unitPx)
      else list.current?.scrollToRow(unit, align)
    },
    [list, layout],
  )
  /** The unit of the cursor while it can be seen, else that at the top. */
  const here = () => {
    const top = Math.ceil((list.current?.topPx() ?? 0) / unitPx)
    const height = (list.current?.element.clientHeight ?? 0) / unitPx
    const unit = cursor === undefined ? undefined : unitOfCursor(layout, cursor)
    if (unit !== undefined && unit >= top - 1 && unit < top + height) return unit
    return top === 0 ? 0 : top - 1 + headerUnits
  }
  const isPassed = (block: Block) => isCollapsed(block.file) || hidden?.has(block.firstRow) === true
  return {
    cursor,
    setCursor,
    goTo,
    stepRow: (by) => goTo(nextCursor(layout, Math.max(0, here() + by), by), 'nearest'),
    stepHunk: (by) => goTo(nextHunk(layout, here(), by, isPassed)),
    stepFile: (by) => goTo(nextFile(layout, model.files, here(), by)),
    here: () => {
      const from = here()
      const unit = layout.unitAt(from)
      if (unit?.kind === 'line') return unit.block.isHunk ? unit.block : undefined
      if (cursor?.on === 'file' && unit?.file === cursor.file) return cursor.file
      const next = nextHunk(layout, from, 1, isPassed)
      return next?.on === 'row' ? layout.blockOf(next.row) : undefined
    },
    stepUnseen: (from, viewing) => {
      const block = nextUnseen(layout, from, viewing)
      if (block !== undefined) goTo({ on: 'row', row: block.firstRow })
    },
  }
}
