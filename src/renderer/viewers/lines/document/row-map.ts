// Which rows a person sees for the lines of a stream. Most rows are exactly one line; where codes moved the cursor to
// earlier rows, a screen is played and only what differs from its lines is kept.
import { TerminalScreen, type ScreenRow } from '../../terminal/terminal-screen.ts'
import { type TextStyle } from '../../terminal/text-style.ts'
import { type OffsetList } from './offset-list.ts'

/** Where the map reads what it needs about lines, from 0. */
export interface LineReader {
  readonly movingLines: OffsetList
  readLine: (line: number) => string
  styleBefore: (line: number) => TextStyle
  /** The line as it looks when no other line touches it. */
  resolve: (line: number) => ScreenRow
}

/** One stretch of rows. `line` is that of its first row. */
type Piece =
  | { kind: 'lines'; row: number; count: number; line: number }
  | { kind: 'rows'; row: number; count: number; line: number; rows: ScreenRow[] }

/** A row as found: a line of the stream, or a row that a screen left behind. */
export type MappedRow = { kind: 'line'; line: number } | { kind: 'row'; row: ScreenRow }

/** A screen is done when this many lines in a row left it alone. */
const quietLines = 48
/** Rows of a screen that stay within reach of its cursor, and rows it may fetch back at once. */
const liveRows = 512

export class RowMap {
  readonly #reader: LineReader
  readonly #pieces: Piece[] = []
  #screen: TerminalScreen | undefined
  #quiet = 0
  #mapped = 0
  #settled = 0

  constructor(reader: LineReader) {
    this.#reader = reader
  }

  get rowCount(): number {
    return this.#settled + (this.#screen?.rowCount ?? 0)
  }

  /** Rows that nothing that comes will change, unless a code reaches far back. */
  get settledRows(): number {
    return this.#settled
  }

  /** Maps the lines up to but without `lineCount`. */
  extend(lineCount: number): void {
    const { movingLines } = this.#reader
    while (this.#mapped < lineCount) {
      const next = movingLines.at(movingLines.lowerBound(this.#mapped)) ?? Infinity
      if (this.#screen === undefined) {
        const stop = Math.min(next, lineCount)
        this.#addLines(this.#mapped, stop - this.#mapped)
        this.#mapped = stop
        if (stop < lineCount) this.#screen = new TerminalScreen(this.#reader.styleBefore(stop), (count) => this.#pull(count))
        this.#quiet = 0
      } else this.#play(this.#screen, next)
    }
  }

  find(row: number): MappedRow | undefined {
    if (row >= this.#settled) {
      const live = this.#screen?.rowAt(row - this.#settled)
      return live === undefined ? undefined : { kind: 'row', row: live }
    }
    const piece = this.#pieces[this.#pieceAt((candidate) => candidate.row <= row)]
    if (piece === undefined || row < 0) return undefined
    if (piece.kind === 'lines') return { kind: 'line', line: piece.line + row - piece.row }
    const kept = piece.rows[row - piece.row]
    return kept === undefined ? undefined : { kind: 'row', row: kept }
  }

  /** The line whose number stands beside a row. */
  lineOf(row: number): number {
    const found = this.find(row)
    if (found === undefined) return 0
    return found.kind === 'line' ? found.line : found.row.line
  }

  /** The row of a line; for a line that only wrote over others, the row begun last before it. */
  rowOf(line: number): number {
    let low = 0
    let high = this.rowCount
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.lineOf(middle) < line) low = middle + 1
      else high = middle
    }
    // Within a screen the rows need not be in the order of their lines.
    for (let row = Math.max(0, low - liveRows); row < Math.min(low + liveRows, this.rowCount); row++)
      if (this.lineOf(row) === line) return row
    return Math.max(0, low - 1)
  }

  /** How many rows from `row` on are lines that follow each other; 0 when the row is not a line. */
  linesFrom(row: number): number {
    if (row >= this.#settled) return 0
    const piece = this.#pieces[this.#pieceAt((candidate) => candidate.row <= row)]
    return piece?.kind === 'lines' ? piece.row + piece.count - row : 0
  }

  #play(screen: TerminalScreen, nextMoving: number): void {
    this.#quiet = nextMoving === this.#mapped ? 0 : this.#quiet + 1
    screen.feed(this.#reader.readLine(this.#mapped), this.#mapped)
    this.#mapped++
    if (screen.rowCount > 2 * liveRows) this.#settle(screen.takeTop(screen.rowCount - liveRows))
    if (this.#quiet < quietLines || !screen.isAtBottom) return
    this.#settle(screen.takeTop(screen.rowCount))
    this.#screen = undefined
  }

  #settle(rows: readonly ScreenRow[]): void {
    for (const row of rows) {
      const last = this.#pieces.at(-1)
      if (!row.changed) this.#addLines(row.line, 1)
      else if (last?.kind === 'rows') {
        last.rows.push(row)
        last.count++
        this.#settled++
      } else {
        this.#pieces.push({ kind: 'rows', row: this.#settled, count: 1, line: row.line, rows: [row] })
        this.#settled++
      }
    }
  }

  #addLines(line: number, count: number): void {
    if (count <= 0) return
    const last = this.#pieces.at(-1)
    if (last?.kind === 'lines' && last.line + last.count === line) last.count += count
    else this.#pieces.push({ kind: 'lines', row: this.#settled, count, line })
    this.#settled += count
  }

  /** Takes the last settled rows back for a screen whose cursor went above its top. */
  #pull(wanted: number): ScreenRow[] {
    const pulled: ScreenRow[] = []
    while (pulled.length < Math.min(wanted, liveRows)) {
      const last = this.#pieces.at(-1)
      if (last === undefined) break
      last.count--
      this.#settled--
      const row = last.kind === 'lines' ? this.#reader.resolve(last.line + last.count) : last.rows.pop()
      if (last.count === 0) this.#pieces.pop()
      if (row !== undefined) pulled.unshift(row)
    }
    return pulled
  }

  /** Index of the last piece that fits; the pieces are in order. */
  #pieceAt(fits: (piece: Piece) => boolean): number {
    let low = 0
    let high = this.#pieces.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const piece = this.#pieces[middle]
      if (piece !== undefined && fits(piece)) low = middle + 1
      else high = middle
    }
    return low - 1
  }
}
