// Long rows in several lines of the screen: where each row begins when every line of the screen is as high as another.
import { type HiddenRows, noneHidden } from '../folds/hidden-rows.ts'
import { cellWidth, tabCells } from '../../terminal/cell-width.ts'

// oxlint-disable-next-line no-control-regex -- everything in ASCII but the tab
const simple = /^[\x00-\x08\x0a-\x7f]*$/

/** Where each line of the screen begins in the text; always at least one. */
export function wrapText(text: string, columns: number): number[] {
  const starts = [0]
  if (simple.test(text)) {
    for (let at = columns; at < text.length; at += columns) starts.push(at)
    return starts
  }
  let cells = 0
  let at = 0
  for (const character of text) {
    const width = character === '\t' ? tabCells - (cells % tabCells) : cellWidth(character)
    if (cells + width > columns && cells > 0) {
      starts.push(at)
      cells = 0
    }
    cells += width
    at += character.length
  }
  return starts
}

/** How rows lie on lines of the screen. */
export interface RowLayout {
  readonly lineCount: number
  /** The row that a line of the screen belongs to, and which of its lines it is. */
  find: (line: number) => { row: number; part: number }
  /** The first line of a row; of a hidden one, a line beside where it would be. */
  start: (row: number) => number
}

/** Every row that is shown is one line. */
export function unwrapped(rowCount: number, hidden: HiddenRows): RowLayout {
  return {
    lineCount: rowCount - hidden.rowCount,
    find: (line) => ({ row: hidden.rowAt(line), part: 0 }),
    start: (row) => hidden.shownBefore(row),
  }
}

/** Rows of different heights: estimated until somebody has seen them. A Fenwick tree, so that a correction is cheap. */
export class WrappedLayout implements RowLayout {
  readonly columns: number
  readonly #hidden: HiddenRows
  #parts = new Uint32Array(1024)
  #tree = new Uint32Array(1025)
  #rowCount = 0
  #lineCount = 0

  constructor(columns: number, hidden: HiddenRows = noneHidden) {
    this.columns = Math.max(1, columns)
    this.#hidden = hidden
  }

  get lineCount(): number {
    return this.#lineCount
  }

  get rowCount(): number {
    return this.#rowCount
  }

  /** Adds rows of which only the bytes are known. */
  append(bytes: Uint32Array): void {
    const rowCount = this.#rowCount + bytes.length
    if (rowCount > this.#parts.length) {
      const grown = new Uint32Array(Math.max(rowCount, this.#parts.length * 2))
      grown.set(this.#parts)
      this.#parts = grown
      this.#tree = new Uint32Array(grown.length + 1)
    }
    for (const [index, count] of bytes.entries()) this.#parts[this.#rowCount + index] = Math.max(1, Math.ceil(count / this.columns))
    const from = this.#rowCount
    this.#rowCount = rowCount
    this.#hidden.forEach((start, end) => this.#parts.fill(0, Math.max(start, from), Math.max(from, Math.min(end, rowCount))))
    this.#build()
  }

  /** Sets how many lines a row takes; true when that is news. */
  correct(row: number, parts: number): boolean {
    const before = this.#parts[row] ?? 0
    if (row >= this.#rowCount || before === parts || this.#hidden.has(row)) return false
    this.#parts[row] = parts
    this.#lineCount += parts - before
    for (let at = row + 1; at < this.#tree.length; at += at & -at) this.#tree[at] = (this.#tree[at] ?? 0) + parts - before
    return true
  }

  start(row: number): number {
    let sum = 0
    for (let at = Math.min(row, this.#rowCount); at > 0; at -= at & -at) sum += this.#tree[at] ?? 0
    return sum
  }

  find(line: number): { row: number; part: number } {
    let row = 0
    let rest = line
    for (let step = 1 << Math.floor(Math.log2(this.#tree.length)); step > 0; step >>>= 1) {
      const sum = row + step < this.#tree.length ? (this.#tree[row + step] ?? Infinity) : Infinity
      if (sum > rest) continue
      row += step
      rest -= sum
    }
    return { row: Math.min(row, Math.max(0, this.#rowCount - 1)), part: rest }
  }

  #build(): void {
    this.#tree.fill(0)
    this.#lineCount = 0
    for (let at = 1; at < this.#tree.length; at++) {
      const parts = at <= this.#rowCount ? (this.#parts[at - 1] ?? 0) : 0
      this.#lineCount += parts
      this.#tree[at] = (this.#tree[at] ?? 0) + parts
      const parent = at + (at & -at)
      if (parent < this.#tree.length) this.#tree[parent] = (this.#tree[parent] ?? 0) + (this.#tree[at] ?? 0)
    }
  }
}
