// Where a list of fixed-height rows stands in its scroller. Browsers cap an element's height (Chromium at 33,554,428 device
// pixels, Firefox near 17.8 million), so a longer list gets a shorter scroll range, and positions are scaled between the two.

export interface ScrollRange {
  /** Height of all rows, in CSS pixels, however large. */
  contentPx: number
  /** Height given to the browser; equal to `contentPx` unless the list is longer than the cap. */
  rangePx: number
  viewportPx: number
}

const deviceCapPx = 32_000_000
const cssCapPx = 16_000_000

/** The tallest element that every browser lays out at this device pixel ratio. */
export function heightCapPx(devicePixelRatio: number): number {
  return Math.floor(Math.min(cssCapPx, deviceCapPx / Math.max(devicePixelRatio, 0.25)))
}

export function scrollRange(contentPx: number, viewportPx: number, capPx: number): ScrollRange {
  return { contentPx, rangePx: Math.min(contentPx, capPx), viewportPx }
}

export function isScaled(range: ScrollRange): boolean {
  return range.contentPx > range.rangePx
}

/** The last position the content can stand at. */
export function maxTopPx(range: ScrollRange): number {
  return Math.max(0, range.contentPx - range.viewportPx)
}

/** `topPx` brought into the content. */
export function clampTopPx(range: ScrollRange, topPx: number): number {
  return Math.min(Math.max(0, topPx), maxTopPx(range))
}

/** Position in the content when the browser's scroller stands at `scrollTop`. */
export function topPxOf(range: ScrollRange, scrollTop: number): number {
  if (!isScaled(range)) return clampTopPx(range, scrollTop)
  const most = Math.max(1, range.rangePx - range.viewportPx)
  return clampTopPx(range, (scrollTop / most) * maxTopPx(range))
}

/** Where the browser's scroller must stand to show the content from `topPx`. */
export function scrollTopOf(range: ScrollRange, topPx: number): number {
  const top = clampTopPx(range, topPx)
  if (!isScaled(range)) return top
  return (top / maxTopPx(range)) * (range.rangePx - range.viewportPx)
}

export interface RowWindow {
  first: number
  /** The row after the last. */
  end: number
}

/** Rows that are on screen at `topPx`, and so many more above and below. */
export function rowWindow(
  rowCount: number,
  rowHeightPx: number,
  viewportPx: number,
  topPx: number,
  above: number,
  below = above,
): RowWindow {
  const first = Math.max(0, Math.floor(topPx / rowHeightPx) - above)
  const end = Math.min(rowCount, Math.ceil((topPx + viewportPx) / rowHeightPx) + below)
  return { first: Math.min(first, end), end }
}

export type RowAlign = 'start' | 'center' | 'nearest'

/** The position that shows a row as `align` asks; `insetPx` is covered at the top, by a sticky header for instance. */
export function topPxForRow(range: ScrollRange, rowHeightPx: number, row: number, topPx: number, align: RowAlign, insetPx: number): number {
  const rowTop = row * rowHeightPx
  const rowEnd = rowTop + rowHeightPx
  if (align === 'start') return clampTopPx(range, rowTop - insetPx)
  if (align === 'center') return clampTopPx(range, rowTop - (range.viewportPx - rowHeightPx) / 2)
  // Before the list has its height, the nearest place is the start.
  if (rowTop < topPx + insetPx || range.viewportPx === 0) return clampTopPx(range, rowTop - insetPx)
  return rowEnd > topPx + range.viewportPx ? clampTopPx(range, rowEnd - range.viewportPx) : topPx
}
