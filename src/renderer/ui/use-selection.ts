import { useState } from 'react'
import { type RowSelection } from './RowGrid.tsx'
import { extendTo, keepRows, nothingSelected, toggleRow } from './selection.ts'

/** The selection of a list's rows; rows that are gone leave it. */
export function useSelection(order: readonly string[]): RowSelection & { clear: () => void } {
  const [kept, setSelection] = useState(nothingSelected)
  const selection = keepRows(kept, order)
  return {
    keys: selection.keys,
    toggle: (key) => setSelection(toggleRow(selection, key)),
    extend: (key) => setSelection(extendTo(selection, key, order)),
    all: () => setSelection({ keys: new Set(order), anchor: selection.anchor }),
    clear: () => setSelection(nothingSelected),
  }
}
