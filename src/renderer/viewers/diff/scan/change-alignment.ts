// Which removed line stands beside which added line when a change has more of one than of the other. The shorter side is
// spread over the longer one in order, so a change is always as high as its longer side.

export const mostComparisons = 2_500
const mostBytes = 400

interface Line {
  start: number
  end: number
}

/** Where the line's text starts and ends, its sign, indentation and trailing blanks left out. */
function textOf(bytes: Uint8Array, offset: number): Line {
  let end = bytes.indexOf(10, offset)
  if (end === -1) end = bytes.length
  let start = offset + 1
  while (start < end && (bytes[start] === 32 || bytes[start] === 9)) start++
  while (end > start && (bytes[end - 1] === 32 || bytes[end - 1] === 9 || bytes[end - 1] === 13)) end--
  return { start, end: Math.min(end, start + mostBytes) }
}

/** 0 to 1: how much of both lines is a common beginning and end. */
function similarity(bytes: Uint8Array, a: Line, b: Line): number {
  const shorter = Math.min(a.end - a.start, b.end - b.start)
  const longer = Math.max(a.end - a.start, b.end - b.start)
  if (longer === 0) return 0.1
  let prefix = 0
  while (prefix < shorter && bytes[a.start + prefix] === bytes[b.start + prefix]) prefix++
  let suffix = 0
  while (suffix < shorter - prefix && bytes[a.end - 1 - suffix] === bytes[b.end - 1 - suffix]) suffix++
  const ratio = (prefix + suffix) / longer
  return ratio < 0.3 ? 0 : ratio
}

/**
 * The place of each line of the shorter side among the lines of the longer, ascending; undefined when each stands beside
 * the line of its own number, or when there are too many to compare.
 */
export function alignChange(
  bytes: Uint8Array,
  shorterOffsets: readonly number[],
  longerOffsets: readonly number[],
): Uint16Array | undefined {
  const rows = shorterOffsets.length
  const columns = longerOffsets.length
  if (rows === 0 || rows === columns || rows * columns > mostComparisons) return undefined
  const shorter = shorterOffsets.map((offset) => textOf(bytes, offset))
  const longer = longerOffsets.map((offset) => textOf(bytes, offset))
  // best[row * width + slot]: the most similarity that rows from `row` on reach in slots from `slot` on.
  const width = columns + 1
  const best = new Float64Array((rows + 1) * width)
  const taken = new Uint8Array(rows * width)
  for (let row = rows - 1; row >= 0; row--) {
    const lastSlot = columns - (rows - row)
    for (let slot = lastSlot; slot >= 0; slot--) {
      const a = shorter[row]
      const b = longer[slot]
      const own = a === undefined || b === undefined ? 0 : similarity(bytes, a, b)
      const take = own + (best[(row + 1) * width + slot + 1] ?? 0)
      const skip = slot < lastSlot ? (best[row * width + slot + 1] ?? 0) : -1
      // Among equals the earlier place wins, as in any diff.
      best[row * width + slot] = Math.max(take, skip)
      taken[row * width + slot] = take >= skip ? 1 : 0
    }
  }
  const slots = new Uint16Array(rows)
  let slot = 0
  for (let row = 0; row < rows; row++) {
    while (taken[row * width + slot] === 0) slot++
    slots[row] = slot++
  }
  return slots.some((place, index) => place !== index) ? slots : undefined
}
