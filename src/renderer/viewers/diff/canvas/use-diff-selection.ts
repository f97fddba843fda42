// Selecting with the mouse over rows that come and go; the browser's own selection would lose them.
import { type MouseEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { type VirtualRowsHandle } from '../../../ui/rows/VirtualRows.tsx'
import { type DiffLayout } from '../model/diff-layout.ts'
import { type DiffModel } from '../model/diff-model.ts'
import { type DiffSelection, endOfRow, isEmpty, selectedPart, selectionEnds, type TextPoint, wordAt } from './diff-selection.ts'
import { rowAt } from './diff-cursor.ts'
import { characterAtPoint } from './text-position.ts'

const edgePx = 24
const edgeSpeed = 0.4

interface SelectionPlace extends TextPoint {
  side: DiffSelection['side']
}

/** The half of a line that belongs to a side, or lies under a point while no side is chosen. */
function halfAt(line: Element, x: number, side: DiffSelection['side'] | undefined): HTMLElement | undefined {
  const halves = [...line.querySelectorAll<HTMLElement>('[data-half]')]
  if (side !== undefined) return halves.find(({ dataset }) => dataset['half'] === side || dataset['half'] === 'both')
  return halves.findLast((half) => half.getBoundingClientRect().left <= x) ?? halves[0]
}

/** The text under a point; where a unit shows none, the row that stands there. */
function placeAt(
  handle: VirtualRowsHandle,
  layout: DiffLayout,
  x: number,
  y: number,
  side?: DiffSelection['side'],
): SelectionPlace | undefined {
  const index = handle.rowAtY(y)
  const line = handle.element.querySelector(`[aria-rowindex="${index + 1}"]`)
  const half = line === null ? undefined : halfAt(line, x, side)
  const text = half?.querySelector<HTMLElement>('[data-row]')
  const own = side ?? (half?.dataset['half'] === 'left' || half?.dataset['half'] === 'right' ? half.dataset['half'] : 'both')
  if (text !== null && text !== undefined) {
    return { row: Number(text.dataset['row']), character: Number(text.dataset['start']) + characterAtPoint(text, x, y), side: own }
  }
  return layout.unitCount === 0 ? undefined : { row: rowAt(layout, index), character: 0, side: own }
}

export function useDiffSelection(list: RefObject<VirtualRowsHandle | null>, model: DiffModel, layout: DiffLayout) {
  const [selection, setSelection] = useState<DiffSelection>()
  const latest = useRef(layout)
  useEffect(() => {
    latest.current = layout
  })
  const stop = useRef<() => void>(undefined)
  useEffect(() => () => stop.current?.(), [])

  const press = (event: MouseEvent) => {
    const handle = list.current
    if (handle === null || event.button !== 0 || !(event.target instanceof Element)) return
    if (event.target.closest('button, a, [data-line-row]') !== null || event.target.closest('[data-row], [data-half]') === null) return
    // The browser's own selection would follow elements, which are reused for other rows.
    event.preventDefault()
    getSelection()?.removeAllRanges()
    handle.element.focus({ preventScroll: true })
    const pressed = placeAt(handle, latest.current, event.clientX, event.clientY)
    if (pressed === undefined) return
    const started = event.shiftKey && selection !== undefined ? selection : grow(model, pressed, event.detail)
    const { side } = started
    setSelection(event.shiftKey && selection !== undefined ? { ...started, head: pressed } : started)
    stop.current?.()
    stop.current = followMouse(handle, event.nativeEvent, (x, y) => {
      const here = placeAt(handle, latest.current, x, y, side)
      if (here !== undefined) setSelection(extend(model, started, here, event.detail))
    })
  }

  return { selection, setSelection, press, openMenu: () => selectNatively(list.current, selection) }
}

/** A browser offers "Copy" in its menu only for a selection of its own; what is copied then is ours. */
function selectNatively(handle: VirtualRowsHandle | null, selection: DiffSelection | undefined): void {
  if (handle === null || selection === undefined || isEmpty(selection)) return
  const texts = [...handle.element.querySelectorAll<HTMLElement>('[data-row]')].filter(
    ({ dataset }) => isSideOf(dataset['side'], selection.side) && selectedPart(selection, Number(dataset['row'])) !== undefined,
  )
  const [first] = texts
  const last = texts.at(-1)
  if (first === undefined || last === undefined) return
  handle.element.dataset['selecting'] = selection.side
  getSelection()?.setBaseAndExtent(first, 0, last, last.childNodes.length)
}

/** Whether text of a side is selected by a selection of another. */
export function isSideOf(side: string | undefined, selected: DiffSelection['side']): boolean {
  return selected === 'both' || side === 'both' || side === selected
}

/** The point, the word or the line that was pressed on. */
function grow(model: DiffModel, { row, character, side }: SelectionPlace, clicks: number): DiffSelection {
  if (clicks >= 3) return { side, anchor: { row, character: 0 }, head: { row, character: endOfRow } }
  if (clicks === 1) return { side, anchor: { row, character }, head: { row, character } }
  const { from, to } = wordAt(model.text(row), character)
  return { side, anchor: { row, character: from }, head: { row, character: to } }
}

/** From what was pressed on to what is under the mouse, by whole words or lines when that is how it began. */
function extend(model: DiffModel, started: DiffSelection, here: SelectionPlace, clicks: number): DiffSelection {
  const { start, end } = selectionEnds(started)
  const there = selectionEnds(grow(model, here, clicks))
  const isBack = here.row < start.row || (here.row === start.row && here.character < start.character)
  return { side: started.side, anchor: isBack ? end : start, head: isBack ? there.start : there.end }
}

/** Calls `move` until the button is up, and scrolls while the mouse is beyond an edge. Returns the function that stops it. */
function followMouse(handle: VirtualRowsHandle, pressed: globalThis.MouseEvent, move: (x: number, y: number) => void): () => void {
  let at = { x: pressed.clientX, y: pressed.clientY }
  let frame = 0
  const scroll = () => {
    frame = 0
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
