// Terminal output whose cursor visits earlier rows, as a person would have seen it in the end. There is no window
// height: what would have scrolled away stays, and a cleared screen begins below what was there.
import { countParam, moveInRow, type RowCursor } from './terminal-line.ts'
import { parseTerminal } from './terminal-codes.ts'
import { TerminalRow, type StyledText } from './terminal-row.ts'
import { type TextStyle } from './text-style.ts'

/** A row and the line of the stream that first wrote it, from 0. */
export interface ScreenRow extends StyledText {
  line: number
  /** False when the row is exactly that line, so that it need not be kept. */
  changed: boolean
  /** False while nothing was printed on it. */
  isWritten: boolean
}

interface LiveRow {
  cells: TerminalRow
  line: number
  changed: boolean
  isWritten: boolean
  resolved: ScreenRow | undefined
}

/** Gives back up to `count` rows that stand directly above the screen, top first. */
export type PullRows = (count: number) => ScreenRow[]

export class TerminalScreen {
  #rows: LiveRow[] = []
  #row = 0
  #origin: number | undefined
  #savedRow: number | undefined
  #line = 0
  readonly #cursor: RowCursor
  readonly #pull: PullRows

  constructor(style: TextStyle, pull: PullRows) {
    this.#cursor = { column: 0, saved: 0, style }
    this.#pull = pull
  }

  get rowCount(): number {
    return this.#rows.length
  }

  get style(): TextStyle {
    return this.#cursor.style
  }

  /** True when the next line starts below everything, as it would without a screen. */
  get isAtBottom(): boolean {
    return this.#row >= this.#rows.length && this.#cursor.column === 0
  }

  rowAt(index: number): ScreenRow | undefined {
    const row = this.#rows[index]
    if (row === undefined) return undefined
    row.resolved ??= { ...row.cells.toStyledText(), line: row.line, changed: row.changed, isWritten: row.isWritten }
    return row.resolved
  }

  /** Takes the topmost rows out for good; the cursor no longer reaches them except by pulling. */
  takeTop(count: number): ScreenRow[] {
    const taken: ScreenRow[] = []
    for (let at = 0; at < count; at++) {
      const row = this.rowAt(at)
      if (row !== undefined) taken.push(row)
    }
    this.#rows.splice(0, taken.length)
    this.#row -= taken.length
    if (this.#origin !== undefined) this.#origin -= taken.length
    if (this.#savedRow !== undefined) this.#savedRow -= taken.length
    return taken
  }

  /** Plays one line of the stream and the newline after it. */
  feed(text: string, line: number): void {
    this.#line = line
    const carriage = text.endsWith('\r') ? text.slice(0, -1) : text
    this.#touch(true)
    parseTerminal(carriage, {
      print: (part) => {
        const row = this.#touch()
        if (!row.isWritten) row.line = line
        row.isWritten = true
        this.#cursor.column = row.cells.write(this.#cursor.column, part, this.#cursor.style)
      },
      csi: (final, params) => this.#csi(final, params),
      escape: (final) => this.#escape(final),
      move: (control) => {
        this.#cursor.column = control === '\r' ? 0 : Math.max(0, this.#cursor.column - 1)
      },
    })
    this.#row++
    this.#cursor.column = 0
  }

  /** The row under the cursor, made when it is not there and marked as written to. */
  #touch(begins = false): LiveRow {
    while (this.#rows.length < this.#row) this.#rows.push(this.#blank(true))
    const row = this.#rows[this.#row] ?? this.#blank(!begins)
    this.#rows[this.#row] = row
    row.resolved = undefined
    if (row.line !== this.#line) row.changed = true
    return row
  }

  #blank(changed: boolean): LiveRow {
    return { cells: new TerminalRow(), line: this.#line, changed, isWritten: false, resolved: undefined }
  }

  #pullUp(count: number): void {
    const pulled = this.#pull(count).map((row): LiveRow => ({ ...row, cells: TerminalRow.from(row), resolved: undefined }))
    this.#rows.unshift(...pulled)
    this.#row = Math.max(0, this.#row + pulled.length)
    if (this.#origin !== undefined) this.#origin += pulled.length
    if (this.#savedRow !== undefined) this.#savedRow += pulled.length
  }

  #moveTo(row: number): void {
    if (row === this.#row) return
    // A line that ends on another row than it began is no longer that row alone.
    const left = this.#rows[this.#row]
    if (left !== undefined) {
      left.changed = true
      left.resolved = undefined
    }
    // Downwards no farther than one row below everything: a hostile count must not make a million rows.
    this.#row = Math.min(row, Math.max(this.#rows.length, this.#row))
    if (this.#row < 0) this.#pullUp(-this.#row)
  }

  #csi(final: string, params: string): void {
    if (params.startsWith('?')) return
    const cursor = this.#cursor
    switch (final) {
      case 'A':
        return this.#moveTo(this.#row - countParam(params))
      case 'B':
        return this.#moveTo(this.#row + countParam(params))
      case 'E':
        cursor.column = 0
        return this.#moveTo(this.#row + countParam(params))
      case 'F':
        cursor.column = 0
        return this.#moveTo(this.#row - countParam(params))
      case 'H':
      case 'f': {
        const [row = '', column = ''] = params.split(';')
        this.#origin ??= this.#row
        this.#moveTo(this.#origin + countParam(row) - 1)
        cursor.column = this.#touch().cells.clamp(countParam(column) - 1)
        return undefined
      }
      case 'd':
        this.#origin ??= this.#row
        return this.#moveTo(this.#origin + countParam(params) - 1)
      case 'J':
        return this.#eraseRows(params)
      case 's':
        return this.#save()
      case 'u':
        return this.#restore()
      default:
        return moveInRow(this.#touch().cells, cursor, final, params)
    }
  }

  #escape(final: string): void {
    if (final === '7') this.#save()
    else if (final === '8') this.#restore()
    else if (final === 'M') this.#moveTo(this.#row - 1)
    else if (final === 'D' || final === 'E') this.#moveTo(this.#row + 1)
    else if (final === 'c') this.#eraseRows('2')
    if (final === 'E') this.#cursor.column = 0
  }

  #save(): void {
    this.#savedRow = this.#row
    this.#cursor.saved = this.#cursor.column
  }

  #restore(): void {
    if (this.#savedRow === undefined) return
    this.#moveTo(this.#savedRow)
    this.#cursor.column = this.#cursor.saved
  }

  #eraseRows(params: string): void {
    if (params === '2' || params === '3') {
      // What was on the screen was read before it was cleared; the cleared screen begins below it.
      this.#origin = this.#rows.length
      this.#moveTo(this.#rows.length)
      return
    }
    moveInRow(this.#touch().cells, this.#cursor, 'J', params)
    if (params === '1') return
    for (let at = this.#row + 1; at < this.#rows.length; at++) {
      const row = this.#rows[at]
      if (row === undefined) continue
      row.cells = new TerminalRow()
      row.changed = true
      row.resolved = undefined
    }
  }
}
