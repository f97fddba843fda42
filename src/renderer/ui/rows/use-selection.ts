import { useState } from 'react'
import { type RowSelection } from './row-keys.ts'
import { extendTo, keepRows, nothingSelected, type Selection, toggleRow } from './selection.ts'

/** The selection of a list's rows; rows that are gone leave it. */
export function useSelection(order: readonly string[]): RowSelection & { clear: () => void } {
  const [kept, setKept] = useState(nothingSelected)
  // One key may change it twice before it is drawn again.
  const change = (next: (selection: Selection) => Selection) => setKept((before) => next(keepRows(before, order)))
  return {
    keys: keepRows(kept, order).keys,
    toggle: (key) => change((selection) => toggleRow(selection, key)),
    extend: (key) => change((selection) => extendTo(selection, key, order)),
    all: () => change(({ anchor }) => ({ keys: new Set(order), anchor })),
    clear: () => change(() => nothingSelected),
  }
}
