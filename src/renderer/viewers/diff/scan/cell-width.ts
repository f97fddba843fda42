// Width of text in character cells: tabs go to the next multiple of four, East Asian and emoji characters take two.
// Bytes and decoded text are measured by the same rules, so that layout (from bytes) and painting (from text) agree.

export const tabCells = 4
const newline = 10

export interface MeasuredLine {
  /** Where the newline stands, or the end of the bytes. */
  end: number
  cells: number
}

const measured: MeasuredLine = { end: 0, cells: 0 }

/** Measures UTF-8 up to the line's end. The answer is valid until the next call. */
export function measureBytes(bytes: Uint8Array, start: number): MeasuredLine {
  const length = bytes.length
  let cells = 0
  let continuing = 0
  let index = start
  for (; index < length; index++) {
    const byte = bytes[index] ?? newline
    if (byte === newline) break
    if (byte < 0x80) {
      cells += byte === 9 ? tabCells - (cells % tabCells) : 1
      continuing = 0
    } else if (byte < 0xc0) {
      // A continuation that continues nothing is shown as one replacement character.
      if (continuing > 0) continuing--
      else cells++
    } else {
      continuing = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3
      cells += byte < 0xe3 || byte === 0xee ? 1 : 2
    }
  }
  measured.end = index
  measured.cells = cells
  return measured
}

/** Cells of one code point that stands at a column. */
export function cellsOf(codePoint: number, column: number): number {
  if (codePoint === 9) return tabCells - (column % tabCells)
  if (codePoint < 0x3000 || codePoint === 0xfffd) return 1
  return codePoint >= 0xe000 && codePoint < 0xf000 ? 1 : 2
}
