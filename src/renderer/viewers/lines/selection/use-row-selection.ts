import { type KeyboardEvent, type MouseEvent, type RefObject, useMemo } from 'react'
import { type VirtualRowsHandle } from '../../../ui/rows/VirtualRows.tsx'
import { columnAtX } from './column-at.ts'
import { type LineSource } from '../document/line-source.ts'
import { endOfRow, isEmptySelection, type RowSpan, type SelectionUnit, spanAt } from './row-selection.ts'
import { type RowLayout } from '../document/row-wrap.ts'
import { type RowView, type ShownRow } from '../shown-row.ts'
import { useMouseSelection } from './use-mouse-selection.ts'

interface RowSelectionOptions {
  source: LineSource
  view: RowView
  rowCount: number
  list: RefObject<VirtualRowsHandle | null>
  layout: RowLayout
  getRow: (row: number) => ShownRow | undefined
  /** Where each line of the screen begins in the row's text. */
  startsOf: (row: ShownRow) => readonly number[]
}

/** Selecting text of the lines of a log or a file, with the mouse and with keys. */
export function useRowSelection({ source, view, rowCount, list, layout, getRow, startsOf }: RowSelectionOptions) {
  const owner = useMemo(() => ({ source, view }), [source, view])

  const spanAtPoint = (clientX: number, clientY: number, unit: SelectionUnit): RowSpan | undefined => {
    if (list.current === null) return undefined
    const line = list.current.rowAtY(clientY)
    const { row, part } = layout.find(line)
    const shown = getRow(row)
    const text = list.current.element.querySelector(`[data-screen-line="${line}"] [data-text]`)
    if (shown === undefined || text === null) return undefined
    // Left of the text stand parts of the row that are shown elsewhere, as its time is.
    if (part === 0 && clientX < text.getBoundingClientRect().left) return spanAt(shown.text, row, 0, unit)
    return spanAt(shown.text, row, (startsOf(shown)[part] ?? 0) + columnAtX(text, clientX), unit)
  }

  const { selection, setSelection, press } = useMouseSelection<RowSpan>({ list, owner, spanAtPoint })

  const selectAll = () => {
    const last = rowCount - 1
    if (last >= 0) setSelection({ anchor: { row: 0, start: 0, end: 0 }, focus: { row: last, start: endOfRow, end: endOfRow } })
  }

  return {
    selection,
    press: (event: MouseEvent) => {
      if (event.button === 0 && event.target instanceof Element && event.target.closest('button') === null) press(event)
    },
    pressKey: (event: KeyboardEvent) => {
      const isCommand = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey
      if (isCommand && event.key.toLowerCase() === 'a') selectAll()
      else if (event.key === 'Escape' && selection !== undefined && !isEmptySelection(selection)) setSelection(undefined)
      else return
      event.preventDefault()
    },
  }
}
