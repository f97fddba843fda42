// Where a long line is broken on screen: after a blank or a mark of punctuation near the end of the screen line, else wherever it
// is full. The same rules over bytes (to count screen lines for the layout) and over text (to paint them).
import { cellsOf, tabCells } from './cell-width.ts'

/** A break is only looked for in the last part of a screen line. */
const searchedPart = 0.4
/** 1 for each character code after which a line may break. */
const breakers = Uint8Array.from({ length: 128 }, (_, code) => ('\t ,;/|&)]}>'.includes(String.fromCharCode(code)) ? 1 : 0))
const tab = 9

/** Fills screen lines with one character after the other. Tabs start anew on each. */
class Filler {
  lines = 1
  readonly #cells: number
  #column = 0
  #breakColumn = 0
  #breakPosition = 0

  constructor(cells: number) {
    this.#cells = cells
  }

  /** Adds a character; the answer is where a new screen line starts because of it, or -1. */
  add(code: number, cells: number, position: number): number {
    const width = code === tab ? tabCells - (this.#column % tabCells) : cells
    let start = -1
    if (this.#column > 0 && this.#column + width > this.#cells) {
      this.lines++
      const isUsable = this.#breakColumn >= this.#cells * (1 - searchedPart)
      start = isUsable ? this.#breakPosition : position
      // No tab stands behind the last breaker, so what moves down keeps its width.
      this.#column = isUsable ? this.#column - this.#breakColumn : 0
      this.#breakColumn = 0
    }
    this.#column += start !== -1 && code === tab ? tabCells - (this.#column % tabCells) : width
    if (breakers[code] === 1) {
      this.#breakColumn = this.#column
      this.#breakPosition = position + 1
    }
    return start
  }
}

/** Where each screen line starts in the text. */
export function wrapText(text: string, cells: number): number[] {
  const filler = new Filler(cells)
  const starts = [0]
  for (let index = 0; index < text.length; index++) {
    const code = text.codePointAt(index) ?? 0
    const start = filler.add(code, cellsOf(code, 0), index)
    if (start !== -1) starts.push(start)
    if (code > 0xffff) index++
  }
  return starts
}

/**
 * How many screen lines the UTF-8 from `start` to `end` takes. The layout asks this of every long line, so it is written out;
 * that it agrees with the above is tested.
 */
export function countWrapped(bytes: Uint8Array, start: number, end: number, cells: number): number {
  const leastBreak = cells * (1 - searchedPart)
  let lines = 1
  let column = 0
  let breakColumn = 0
  let continuing = 0
  for (let index = start; index < end; index++) {
    const byte = bytes[index] ?? 0
    let width = 1
    if (byte < 0x80) {
      continuing = 0
      if (byte === tab) width = tabCells - (column % tabCells)
    } else if (byte < 0xc0) {
      // A continuation that continues nothing is shown as one replacement character.
      if (continuing > 0) {
        continuing--
        continue
      }
    } else {
      continuing = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3
      if (byte >= 0xe3 && byte !== 0xee) width = 2
    }
    if (column > 0 && column + width > cells) {
      lines++
      column = breakColumn >= leastBreak ? column - breakColumn : 0
      breakColumn = 0
      if (byte === tab) width = tabCells - (column % tabCells)
    }
    column += width
    if (byte < 0x80 && breakers[byte] === 1) breakColumn = column
  }
  return lines
}
