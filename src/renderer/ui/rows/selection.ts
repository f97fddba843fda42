// Which rows of a list are selected, and from where a range extends.

export interface Selection {
  keys: ReadonlySet<string>
  /** The row that was toggled last. */
  anchor: string | undefined
}

export const nothingSelected: Selection = { keys: new Set(), anchor: undefined }

/** Turns one row on or off. */
export function toggleRow({ keys }: Selection, key: string): Selection {
  const next = new Set(keys)
  if (!next.delete(key)) next.add(key)
  return { keys: next, anchor: key }
}

/** Adds all rows from the anchor to `key`, both included; without an anchor, only `key`. */
export function extendTo({ keys, anchor }: Selection, key: string, order: readonly string[]): Selection {
  const to = order.indexOf(key)
  const anchorIndex = anchor === undefined ? -1 : order.indexOf(anchor)
  const from = anchorIndex < 0 ? to : anchorIndex
  const range = order.slice(Math.min(from, to), Math.max(from, to) + 1)
  return { keys: new Set([...keys, ...range]), anchor: key }
}

/** The selection without rows that are gone; the same object when none is. */
export function keepRows(selection: Selection, order: readonly string[]): Selection {
  if (selection.keys.size === 0) return selection
  const present = new Set(order)
  const keys = [...selection.keys].filter((key) => present.has(key))
  return keys.length === selection.keys.size ? selection : { keys: new Set(keys), anchor: selection.anchor }
}
