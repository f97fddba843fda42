// Selecting text with the mouse over rows that come and go as the list scrolls; the browser's own selection would lose them.
import { type MouseEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { type VirtualRowsHandle } from '../../../ui/rows/VirtualRows.tsx'
import { type RowSelection, type RowSpan, type SelectionUnit } from './row-selection.ts'

interface MouseSelectionOptions<Span extends RowSpan> {
  list: RefObject<VirtualRowsHandle | null>
  /** What the rows are of. Other rows, other places: what was selected in them is forgotten. */
  owner: object
  /** What a selection takes under a point of the screen; `begun` is what it began with. */
  spanAtPoint: (x: number, y: number, unit: SelectionUnit, begun?: Span) => Span | undefined
}

const units: SelectionUnit[] = ['character', 'word', 'row']
/** How close to an edge, and how fast the list then scrolls. */
const edgePx = 24
const edgeSpeed = 0.4

export function useMouseSelection<Span extends RowSpan>(options: MouseSelectionOptions<Span>) {
  const { owner } = options
  const [held, setHeld] = useState<{ owner: object; selection: RowSelection<Span> | undefined }>()
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })
  const stop = useRef<() => void>(undefined)
  useEffect(() => () => stop.current?.(), [])
  const selection = held?.owner === owner ? held.selection : undefined
  const setSelection = (next: RowSelection<Span> | undefined) => setHeld({ owner, selection: next })

  /** One click takes characters, two words, three rows; with Shift what is selected grows. */
  const press = ({ clientX, clientY, detail, shiftKey, nativeEvent }: MouseEvent) => {
    const { list, spanAtPoint } = latest.current
    const unit = units[Math.min(detail, units.length) - 1] ?? 'character'
    const begun = shiftKey ? selection?.anchor : undefined
    const pressed = spanAtPoint(clientX, clientY, unit, begun)
    if (pressed === undefined) return
    const anchor = begun ?? pressed
    setSelection({ anchor, focus: pressed })
    stop.current?.()
    stop.current = followMouse(list, nativeEvent, (x, y) => {
      const focus = latest.current.spanAtPoint(x, y, unit, anchor)
      if (focus !== undefined) setSelection({ anchor, focus })
    })
  }

  return { selection, setSelection, press }
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
  const end = () => {
    cancelAnimationFrame(frame)
    window.removeEventListener('mousemove', onMove)
    window.removeEventListener('mouseup', end)
  }
  window.addEventListener('mousemove', onMove)
  window.addEventListener('mouseup', end)
  return end
}
