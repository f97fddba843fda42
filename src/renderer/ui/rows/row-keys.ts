// The keys of a list of rows, as long as the keyboard is in it.
import { type KeyboardEvent } from 'react'

export interface RowSelection {
  keys: ReadonlySet<string>
  toggle: (key: string) => void
  /** Selects everything from the last toggled row to this one. */
  extend: (key: string) => void
  all: () => void
}

interface RowKeys {
  keys: readonly string[]
  activeIndex: number
  focusRow: (index: number) => void
  selection: RowSelection | undefined
}

const pageRows = 12

/** What a key does while the keyboard is in the list; nothing for all other keys. */
export function rowAction(event: KeyboardEvent, { keys, activeIndex, focusRow, selection }: RowKeys): (() => void) | undefined {
  if (event.altKey) return undefined
  const key = keys[activeIndex]
  if (event.ctrlKey || event.metaKey) return event.key === 'a' ? selection?.all : undefined
  const extend = (index: number) => {
    const target = keys[index]
    if (selection === undefined || key === undefined || target === undefined) return
    if (!selection.keys.has(key)) selection.toggle(key)
    focusRow(index)
    selection.extend(target)
  }
  const actions: Record<string, () => void> = {
    j: () => focusRow(activeIndex + 1),
    ArrowDown: () => focusRow(activeIndex + 1),
    k: () => focusRow(activeIndex - 1),
    ArrowUp: () => focusRow(activeIndex - 1),
    Home: () => focusRow(0),
    End: () => focusRow(keys.length - 1),
    PageDown: () => focusRow(activeIndex + pageRows),
    PageUp: () => focusRow(activeIndex - pageRows),
    J: () => extend(activeIndex + 1),
    K: () => extend(activeIndex - 1),
    o: () => event.target instanceof HTMLElement && event.target.click(),
    ...(selection !== undefined && key !== undefined ? { x: () => selection.toggle(key) } : {}),
  }
  return actions[event.key]
}
