// Selecting text of rows that come and go as the list scrolls; the browser's own selection would lose them.
import { type KeyboardEvent, type MouseEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { type VirtualRowsHandle } from '../../../ui/rows/VirtualRows.tsx'
import { columnAtX } from '../document/column-at.ts'
import { type LineSource } from '../document/line-source.ts'
import { endOfRow, isEmptySelection, type RowSelection, type RowSpan, type SelectionUnit, spanAt } from './row-selection.ts'
import { type RowLayout } from '../document/row-wrap.ts'
import { type RowView, type ShownRow } from '../shown-row.ts'

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

const units: SelectionUnit[] = ['character', 'word', 'row']
/** How close to an edge, and how fast the list then scrolls. */
const edgePx = 24
const edgeSpeed = 0.4

export function useRowSelection(options: RowSelectionOptions) {
  const [held, setHeld] = useState<{ source: LineSource; view: RowView; selection: RowSelection | undefined }>()
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })
  const drag = useRef<() => void>(undefined)
  useEffect(() => () => drag.current?.(), [])
  const { source, view } = options
  // Other rows, other places: what was selected in them is forgotten.
  const selection = held?.source === source && held.view === view ? held.selection : undefined
  const setSelection = (next: RowSelection | undefined) => setHeld({ source, view, selection: next })

  const spanAtPoint = (clientX: number, clientY: number, unit: SelectionUnit): RowSpan | undefined => {
    const { list, layout, getRow, startsOf } = latest.current
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

  const press = (event: MouseEvent) => {
    if (event.button !== 0 || !(event.target instanceof Element) || event.target.closest('button') !== null) return
    const unit = units[Math.min(event.detail, 3) - 1] ?? 'character'
    const pressed = spanAtPoint(event.clientX, event.clientY, unit)
    if (pressed === undefined) return
    const anchor = event.shiftKey && selection !== undefined ? selection.anchor : pressed
    setSelection({ anchor, focus: pressed })
    drag.current?.()
    drag.current = followMouse(latest.current.list, event.nativeEvent, (x, y) => {
      const focus = spanAtPoint(x, y, unit)
      if (focus !== undefined) setSelection({ anchor, focus })
    })
  }

  const selectAll = () => {
    const last = latest.current.rowCount - 1
    if (last >= 0) setSelection({ anchor: { row: 0, start: 0, end: 0 }, focus: { row: last, start: endOfRow, end: endOfRow } })
  }

  const pressKey = (event: KeyboardEvent) => {
    const isCommand = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey
    if (isCommand && event.key.toLowerCase() === 'a') selectAll()
    else if (event.key === 'Escape' && selection !== undefined && !isEmptySelection(selection)) setSelection(undefined)
    else return
    event.preventDefault()
  }

  return { selection, press, pressKey }
}

/** Follows the mouse until its button is up, scrolling while it is beyond an edge. Returns the function that stops it. */
function followMouse(
  list: RefObject<VirtualRowsHandle | null>,
  pressed: globalThis.MouseEvent,
  move: (x: number, y: number) => void,
): () => void {
  let at = { x: pressed.clientX, y: pressed.clientY }
  let frame = 0
  const scroll = () => {
    frame = 0
    const handle = list.current
    if (handle === null) return
    const box = handle.element.getBoundingClientRect()
    const beyond = at.y < box.top + edgePx ? at.y - box.top - edgePx : Math.max(0, at.y - box.bottom + edgePx)
    if (beyond === 0) return
    handle.scrollToPx(handle.topPx() + beyond * edgeSpeed)
    move(at.x, at.y)
    frame = requestAnimationFrame(scroll)
  }
  const onMove = (event: globalThis.MouseEvent) => {
    at = { x: event.clientX, y: event.clientY }
    move(at.x, at.y)
    frame ||= requestAnimationFrame(scroll)
  }
  const stop = () => {
    cancelAnimationFrame(frame)
    window.removeEventListener('mousemove', onMove)
    window.removeEventListener('mouseup', stop)
  }
  window.addEventListener('mousemove', onMove)
  window.addEventListener('mouseup', stop)
  return stop
}
