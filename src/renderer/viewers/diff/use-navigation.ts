import { type RefObject, useCallback, useState } from 'react'
import { type RowAlign } from '../../ui/scroll-range.ts'
import { type VirtualRowsHandle } from '../../ui/VirtualRows.tsx'
import { type DiffCursor, nextCursor, nextFile, nextHunk, unitOfCursor } from './canvas/diff-cursor.ts'
import { unitPx } from './canvas/unit-size.ts'
import { type DiffFile } from './model/diff-file.ts'
import { type DiffLayout, headerUnits } from './model/diff-layout.ts'
import { type DiffModel } from './model/diff-model.ts'

export interface Navigation {
  cursor: DiffCursor | undefined
  setCursor: (cursor: DiffCursor | undefined) => void
  goTo: (cursor: DiffCursor | undefined, align?: RowAlign) => void
  stepRow: (by: 1 | -1) => void
  stepHunk: (by: 1 | -1) => void
  stepFile: (by: 1 | -1) => void
}

/** Going through the diff by keys: by line, by hunk, by file, from where the reader is. */
export function useNavigation(
  list: RefObject<VirtualRowsHandle | null>,
  model: DiffModel,
  layout: DiffLayout,
  isCollapsed: (file: DiffFile) => boolean,
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
  return {
    cursor,
    setCursor,
    goTo,
    stepRow: (by) => goTo(nextCursor(layout, Math.max(0, here() + by), by), 'nearest'),
    stepHunk: (by) => goTo(nextHunk(layout, here(), by, isCollapsed)),
    stepFile: (by) => goTo(nextFile(layout, model.files, here(), by)),
  }
}
