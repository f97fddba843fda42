// Keys of the canvas while it has the focus: the line that the reader is on, pages, selecting and opening.
import { type KeyboardEvent, type RefObject } from 'react'
import { type VirtualRowsHandle } from '../../../ui/rows/VirtualRows.tsx'
import { endOfRow, isEmptySelection } from '../../lines/selection/row-selection.ts'
import { isCut } from '../model/block-plan.ts'
import { type DiffFile } from '../model/diff-file.ts'
import { type DiffLayout, headerUnits } from '../model/diff-layout.ts'
import { type DiffModel } from '../model/diff-model.ts'
import { type Side } from '../model/diff-place.ts'
import { type DiffCursor, nextCursor, unitOfCursor } from './diff-cursor.ts'
import { type DiffSelection } from './diff-selection.ts'
import { unitPx } from './unit-size.ts'

interface CanvasKeysOptions {
  list: RefObject<VirtualRowsHandle | null>
  model: DiffModel
  layout: DiffLayout
  cursor: DiffCursor | undefined
  onCursor: (cursor: DiffCursor | undefined) => void
  selection: DiffSelection | undefined
  setSelection: (selection: DiffSelection | undefined) => void
  onToggle: (file: DiffFile) => void
  onShowAll: (row: number) => void
  onLine: (side: Side, row: number, isRange: boolean) => void
}

/** The answer is to be called with every key that is pressed on the canvas. */
export function useCanvasKeys(options: CanvasKeysOptions): (event: KeyboardEvent) => void {
  const { list, model, layout, cursor, onCursor, selection, setSelection } = options
  const side = selection?.anchor.side ?? (layout.options.mode === 'inline' ? 'both' : 'right')

  const wholeRow = (row: number) => ({ side, row, start: 0, end: endOfRow })

  const step = (by: 1 | -1, isSelecting: boolean) => {
    const top = Math.ceil((list.current?.topPx() ?? 0) / unitPx)
    const next = nextCursor(layout, cursor === undefined ? top : unitOfCursor(layout, cursor) + by, by)
    if (next === undefined) return
    onCursor(next)
    list.current?.scrollToRow(unitOfCursor(layout, next))
    if (!isSelecting || next.on !== 'row') return
    const from = selection?.anchor.row ?? (cursor?.on === 'row' ? cursor.row : next.row)
    setSelection({ anchor: wholeRow(from), focus: wholeRow(next.row) })
  }

  const open = () => {
    if (cursor === undefined) return
    if (cursor.on === 'file') options.onToggle(cursor.file)
    else if (isCut(model, cursor.row, layout.options)) options.onShowAll(cursor.row)
    else if (model.newLine(cursor.row) > 0) options.onLine('right', cursor.row, false)
    else if (model.oldLine(cursor.row) > 0) options.onLine('left', cursor.row, false)
  }

  const page = (by: 1 | -1) => {
    const heightPx = (list.current?.element.clientHeight ?? 0) - (headerUnits + 1) * unitPx
    list.current?.scrollToPx(list.current.topPx() + by * Math.max(unitPx, heightPx))
  }

  return (event) => {
    const keys: Record<string, () => void> = {
      ArrowDown: () => step(1, event.shiftKey),
      ArrowUp: () => step(-1, event.shiftKey),
      PageDown: () => page(1),
      PageUp: () => page(-1),
      Home: () => list.current?.scrollToPx(0),
      End: () => list.current?.scrollToPx(layout.unitCount * unitPx),
      Enter: open,
      'Mod+a': () => setSelection({ anchor: wholeRow(0), focus: wholeRow(model.rowCount - 1) }),
      ...(isEmptySelection(selection) ? {} : { Escape: () => setSelection(undefined) }),
    }
    const action = keys[event.ctrlKey || event.metaKey ? `Mod+${event.key.toLowerCase()}` : event.key]
    const isOnButton = event.target !== event.currentTarget && event.key === 'Enter'
    if (action === undefined || event.altKey || isOnButton) return
    event.preventDefault()
    event.stopPropagation()
    action()
  }
}
