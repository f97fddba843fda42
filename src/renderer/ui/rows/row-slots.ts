// Which element shows which row while a list scrolls. Elements stand in the order of their rows, and one that is moved among the others
// is styled and laid out anew with all that is in it: so as few as can be move, and none does when most of what is on screen changes.
import { type RowWindow } from './scroll-range.ts'

export interface RowSlots {
  first: number
  /** The row from which the others have their places. While it stays, so do they, and what is painted of them. */
  base: number
  /** One for each row of the window, from the first on. */
  keys: readonly number[]
  nextKey: number
}

export const noSlots: RowSlots = { first: 0, base: 0, keys: [], nextKey: 0 }

/** Browsers lose precision in positions of millions of pixels, so places are counted from a row near by. */
const rowsPerBase = 500

/** The same object when the window is the same. */
export function slotsFor(before: RowSlots, { first, end }: RowWindow): RowSlots {
  const count = end - first
  const beforeEnd = before.first + before.keys.length
  if (before.first === first && before.keys.length === count) return before
  let { nextKey } = before
  const fresh = (wanted: number) => Array.from({ length: Math.max(0, wanted) }, () => nextKey++)
  const keptFirst = Math.max(first, before.first)
  const kept = before.keys.slice(keptFirst - before.first, Math.max(0, end - before.first))
  if (kept.length * 2 < before.keys.length) {
    const keys = before.keys.slice(0, count)
    return { first, base: first, keys: [...keys, ...fresh(count - keys.length)], nextKey }
  }
  // Those that left at the top come again at the bottom. To come from there to the top all others would move instead.
  const above = fresh(before.first - first)
  const left = before.keys.slice(0, Math.max(0, first - before.first)).slice(0, Math.max(0, end - beforeEnd))
  const isNear = first >= before.base && first - before.base <= rowsPerBase
  const base = isNear ? before.base : Math.max(0, first - rowsPerBase / 2)
  return { first, base, keys: [...above, ...kept, ...left, ...fresh(count - above.length - kept.length - left.length)], nextKey }
}
