// One row of a long list takes part in the tab order; keys move it, also to rows that are not drawn yet.
import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

interface RowFocusOptions {
  /** Keys of all rows in order; each drawn row's focusable element carries its key as `data-row-key`. */
  keys: readonly string[]
  list: RefObject<HTMLElement | null>
  /** The row to start from. */
  currentKey: string | undefined
  scrollTo: (index: number) => void
}

export interface RowFocus {
  /** The row in the tab order; -1 in an empty list. */
  activeIndex: number
  focusRow: (index: number) => void
  /** For the `onFocus` of a row. */
  noteFocus: (key: string) => void
}

function focusDrawnRow(list: HTMLElement | null, key: string): boolean {
  const row = list?.querySelector<HTMLElement>(`[data-row-key="${CSS.escape(key)}"]`)
  row?.focus({ preventScroll: true })
  return row !== null && row !== undefined
}

export function useRowFocus({ keys, list, currentKey, scrollTo }: RowFocusOptions): RowFocus {
  const [activeKey, setActiveKey] = useState<string>()
  const wanted = useRef<string>(undefined)
  const find = (key: string | undefined) => (key === undefined ? -1 : keys.indexOf(key))
  const active = find(activeKey)
  const activeIndex = active >= 0 ? active : Math.max(find(currentKey), keys.length > 0 ? 0 : -1)
  // A row outside the drawn part is there only after the list has scrolled to it.
  useLayoutEffect(() => {
    if (wanted.current !== undefined && focusDrawnRow(list.current, wanted.current)) wanted.current = undefined
  })
  const focusRow = (index: number) => {
    const target = Math.min(keys.length - 1, Math.max(0, index))
    const key = keys[target]
    if (key === undefined) return
    setActiveKey(key)
    scrollTo(target)
    wanted.current = focusDrawnRow(list.current, key) ? undefined : key
  }
  return { activeIndex, focusRow, noteFocus: setActiveKey }
}

/** Brings the keyboard into a list, to the row that is its place in the tab order. */
export function focusList(list: HTMLElement | null): boolean {
  const row = list?.querySelector<HTMLElement>('[data-row-key][tabindex="0"]') ?? list?.querySelector<HTMLElement>('[data-row-key]')
  row?.focus()
  return row !== null && row !== undefined
}

/** Brings the keyboard to a row that is drawn; false when it is not. */
export const focusRow = focusDrawnRow

/** The key of the row that has the keyboard, or whose controls have it. */
export function focusedRowKey(list: HTMLElement | null): string | undefined {
  const { activeElement } = document
  if (activeElement === null || list?.contains(activeElement) !== true) return undefined
  const row =
    activeElement.closest<HTMLElement>('[data-row-key]') ??
    activeElement.closest('[role="row"]')?.querySelector<HTMLElement>('[data-row-key]')
  return row?.dataset['rowKey']
}
