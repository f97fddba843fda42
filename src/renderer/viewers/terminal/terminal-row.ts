// One row of a terminal: cells that can be overwritten, and the text they amount to.
import { cellWidth, tabCells } from './cell-width.ts'
import { defaultStyle, isSameStyle, type StyleRun, type TextStyle } from './text-style.ts'

/** What a person reads: plain text, and where it does not have the default style. */
export interface StyledText {
  text: string
  runs: StyleRun[]
}

/** No code may push the cursor farther right than this past what is written. */
const farthestJump = 1000

export class TerminalRow {
  #characters: string[] = []
  #styles: TextStyle[] = []

  static from({ text, runs }: StyledText): TerminalRow {
    const row = new TerminalRow()
    let column = 0
    let at = 0
    for (const run of runs) {
      column = row.write(column, text.slice(at, run.start), defaultStyle)
      column = row.write(column, text.slice(run.start, run.end), {
        foreground: run.foreground,
        background: run.background,
        flags: run.flags,
      })
      at = run.end
    }
    row.write(column, text.slice(at), defaultStyle)
    return row
  }

  get length(): number {
    return this.#characters.length
  }

  /** Writes over what is there; the answer is the column after it. */
  write(column: number, text: string, style: TextStyle): number {
    let at = column
    for (const character of text) {
      if (character === '\t') {
        at += tabCells - (at % tabCells)
        continue
      }
      const width = cellWidth(character)
      if (width === 0) {
        if (at > 0) this.#characters[at - 1] = (this.#characters[at - 1] ?? ' ') + character
        continue
      }
      this.#fill(at)
      this.#characters[at] = character
      this.#styles[at] = style
      if (width === 2) {
        this.#characters[at + 1] = ''
        this.#styles[at + 1] = style
      }
      at += width
    }
    // A tab at the end moves the cursor without writing.
    return at
  }

  /** Blanks the cells from `start` up to but without `end`. */
  erase(start: number, end: number): void {
    if (end >= this.length) this.#characters.length = this.#styles.length = Math.min(start, this.length)
    else {
      this.#characters.fill(' ', start, end)
      this.#styles.fill(defaultStyle, start, end)
    }
  }

  /** Takes `count` cells out at `column`; what follows moves left. */
  remove(column: number, count: number): void {
    this.#characters.splice(column, count)
    this.#styles.splice(column, count)
  }

  /** Puts `count` blank cells in at `column`; what follows moves right. */
  insert(column: number, count: number): void {
    const blanks = Math.min(count, farthestJump)
    this.#fill(column)
    this.#characters.splice(column, 0, ...Array<string>(blanks).fill(' '))
    this.#styles.splice(column, 0, ...Array<TextStyle>(blanks).fill(defaultStyle))
  }

  /** A column asked for by a code, kept within reach. */
  clamp(column: number): number {
    return Math.max(0, Math.min(column, Math.max(this.length, farthestJump)))
  }

  /** Blanks at the end that nobody can see are left out. */
  toStyledText(): StyledText {
    let end = this.length
    while (end > 0 && this.#characters[end - 1] === ' ' && this.#styles[end - 1] === defaultStyle) end--
    const runs: StyleRun[] = []
    let text = ''
    let run: StyleRun | undefined
    for (let at = 0; at < end; at++) {
      const style = this.#styles[at] ?? defaultStyle
      const start = text.length
      text += this.#characters[at] ?? ' '
      if (run !== undefined && isSameStyle(run, style)) run.end = text.length
      else if (style === defaultStyle) run = undefined
      else runs.push((run = { start, end: text.length, ...style }))
    }
    return { text, runs }
  }

  #fill(column: number): void {
    while (this.#characters.length < column) {
      this.#characters.push(' ')
      this.#styles.push(defaultStyle)
    }
  }
}
