import { type MouseEvent, type RefObject } from 'react'
import { type VirtualRowsHandle } from '../../../ui/rows/VirtualRows.tsx'
import { isEmptySelection, selectedPart, type SelectionUnit, spanAt } from '../../lines/selection/row-selection.ts'
import { useMouseSelection } from '../../lines/selection/use-mouse-selection.ts'
import { type DiffReader } from '../diff-reader.ts'
import { type DiffLayout } from '../model/diff-layout.ts'
import { type DiffModel } from '../model/diff-model.ts'
import { rowAt } from './diff-cursor.ts'
import { type DiffSelection, type DiffSpan, isSideOf } from './diff-selection.ts'
import { characterAtPoint } from './text-position.ts'

/** The half of a line that belongs to a side, or lies under a point while no side is chosen. */
function halfAt(line: Element, x: number, side: DiffSpan['side'] | undefined): HTMLElement | undefined {
  const halves = [...line.querySelectorAll<HTMLElement>('[data-half]')]
  if (side !== undefined) return halves.find(({ dataset }) => dataset['half'] === side || dataset['half'] === 'both')
  return halves.findLast((half) => half.getBoundingClientRect().left <= x) ?? halves[0]
}

interface DiffSelectionOptions {
  list: RefObject<VirtualRowsHandle | null>
  reader: DiffReader
  model: DiffModel
  layout: DiffLayout
}

/** Selecting text of one side of a diff, or of both where they stand below each other. */
export function useDiffSelection({ list, reader, model, layout }: DiffSelectionOptions) {
  /** The text under a point; where a unit shows none, the row that stands there. */
  const spanAtPoint = (x: number, y: number, unit: SelectionUnit, begun?: DiffSpan): DiffSpan | undefined => {
    const handle = list.current
    if (handle === null) return undefined
    const index = handle.rowAtY(y)
    const line = handle.element.querySelector(`[aria-rowindex="${index + 1}"]`)
    const half = line === null ? undefined : halfAt(line, x, begun?.side)
    const text = half?.querySelector<HTMLElement>('[data-row]')
    const own = half?.dataset['half']
    const side = begun?.side ?? (own === 'left' || own === 'right' ? own : 'both')
    if (text !== null && text !== undefined) {
      const row = Number(text.dataset['row'])
      return { side, ...spanAt(model.text(row), row, Number(text.dataset['start']) + characterAtPoint(text, x, y), unit) }
    }
    return layout.unitCount === 0 ? undefined : { side, ...spanAt('', rowAt(layout, index), 0, unit) }
  }

  const { selection, setSelection, press } = useMouseSelection<DiffSpan>({ list, owner: reader, spanAtPoint })

  return {
    selection,
    setSelection,
    press: (event: MouseEvent) => {
      if (event.button !== 0 || !(event.target instanceof Element)) return
      if (event.target.closest('button, a, [data-line-row]') !== null || event.target.closest('[data-row], [data-half]') === null) return
      // The browser's own selection would follow elements, which are reused for other rows.
      event.preventDefault()
      getSelection()?.removeAllRanges()
      list.current?.element.focus({ preventScroll: true })
      press(event)
    },
    openMenu: () => selectNatively(list.current, selection),
  }
}

/** A browser offers "Copy" in its menu only for a selection of its own; what is copied then is ours. */
function selectNatively(handle: VirtualRowsHandle | null, selection: DiffSelection | undefined): void {
  if (handle === null || selection === undefined || isEmptySelection(selection)) return
  const { side } = selection.anchor
  const texts = [...handle.element.querySelectorAll<HTMLElement>('[data-row]')].filter(
    ({ dataset }) => isSideOf(dataset['side'], side) && selectedPart(selection, Number(dataset['row'])) !== undefined,
  )
  const [first] = texts
  const last = texts.at(-1)
  if (first === undefined || last === undefined) return
  handle.element.dataset['selecting'] = side
  getSelection()?.setBaseAndExtent(first, 0, last, last.childNodes.length)
}
