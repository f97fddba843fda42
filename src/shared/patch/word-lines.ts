// Makes lines of what `git diff --word-diff` writes: there a change stands within its line, and rows have no signs.
import { type Bytes, concatBytes, lineHead, lineSpans } from './patch-lines.ts'
import { hasWords, WordRows } from './word-rows.ts'

const hunkHeader = /^(@@ -\d+)(?:,(\d+))?( \+\d+)(?:,(\d+))?( @@.*)$/
/** Rows in which a diff of lines shows itself, and one of pieces its first end of a row. */
const tellingRows = 8
/** Without signs a row may begin with almost anything. */
const isHunkEnd = (line: string) => /^(?:diff -|Index: |commit [0-9a-f]{7,64}(?: |$)|From [0-9a-f]{7,64} |@@ -\d+(?:,\d+)? \+\d)/.test(line)
/** Of such a diff one of so many hunks shows what it is, and each within so many bytes. */
const mostHunks = 20
const mostHeldBytes = 256 * 1024
/** Of a line, while it is looked for. */
const mostLineBytes = 8 * 1024
const none: Bytes = new Uint8Array(0)

/** A hunk that may be one of words, until it ends. */
interface Open {
  /** Where it begins in the lines that are being read. */
  at: number
  rows: WordRows
  /** Rows that a diff of lines would have for changed ones. */
  signed: number
  seen: number
  isOdd: boolean
}

type Kind = 'looking' | 'lines' | 'words'

export class WordLines {
  #kind: Kind = 'looking'
  #hunks = 0
  #open: Open | undefined
  /** Of the hunk that is being made lines. */
  #rows: WordRows | undefined
  #header = ''
  #isPorcelain = false
  #held: Bytes = none

  get isThere(): boolean {
    return this.#kind === 'words'
  }

  /** Whole lines as a diff of lines has them: the same bytes where they are one. Lines that cannot be decided about come later. */
  replace(bytes: Bytes, isLast: boolean): Bytes {
    if (this.#kind === 'lines') return bytes
    const lines = this.#held.length === 0 ? bytes : concatBytes([this.#held, bytes])
    const from = this.#held.length
    this.#held = none
    const before = this.#kind === 'words' ? 0 : this.#look(lines, from, isLast)
    if (this.#kind !== 'words') {
      this.#held = lines.slice(before)
      return lines.subarray(0, before)
    }
    return concatBytes([lines.subarray(0, before), ...this.#made(lines.subarray(before), isLast)])
  }

  /** Looks at the lines that are new; the answer is up to where they are decided about. */
  #look(lines: Bytes, from: number, isLast: boolean): number {
    for (const span of lineSpans(lines, from)) {
      const line = lineHead(lines, span, mostLineBytes)
      if (this.#open !== undefined && !this.#isIn(this.#open, line)) this.#decide(this.#open)
      if (this.#kind === 'words') return this.#open?.at ?? 0
      if (this.#open === undefined) this.#openHunk(line, span.start)
      if (this.#open !== undefined && span.next - this.#open.at > mostHeldBytes) this.#kind = 'lines'
      if (this.#isLines()) return lines.length
    }
    if (isLast && this.#open !== undefined) this.#decide(this.#open)
    if (this.#open === undefined || (isLast && !this.isThere)) return lines.length
    const { at } = this.#open
    if (!this.isThere) this.#open.at = 0
    return at
  }

  #isLines(): boolean {
    return this.#kind === 'lines'
  }

  #openHunk(line: string, start: number): void {
    const rows = rowsOf(line, false)
    if (rows === undefined) return
    if (++this.#hunks > mostHunks) this.#kind = 'lines'
    else this.#open = { at: start, rows, signed: 0, seen: 0, isOdd: false }
  }

  /** Whether the line belongs to the hunk; a changed row above anything odd shows that these are lines. */
  #isIn(open: Open, line: string): boolean {
    const isSigned = /^[-+]/.test(line)
    if (line !== '~' && ((open.rows.isDone && !isSigned) || isHunkEnd(line))) return false
    open.isOdd ||= !/^(?:[-+ \\]|$)/.test(line)
    open.seen++
    if (isSigned) open.signed++
    if (open.signed > 0 && !open.isOdd && open.seen >= tellingRows) this.#kind = 'lines'
    open.rows.take(line)
    return true
  }

  #decide({ rows, signed, isOdd }: Open): void {
    rows.end()
    const isOfWords = rows.changes > 0 && (signed === 0 ? rows.isDone || !rows.isPorcelain : isOdd && rows.isExact)
    if (isOfWords) {
      this.#kind = 'words'
      this.#isPorcelain = rows.isPorcelain
      return
    }
    if (isOdd || signed > 0) this.#kind = 'lines'
    this.#open = undefined
  }

  /** From the hunk that told on. */
  *#made(lines: Bytes, isLast: boolean): Generator<Bytes> {
    this.#open = undefined
    for (const span of lineSpans(lines)) {
      const line = textOf(lines.subarray(span.start, span.end))
      if (this.#rows !== undefined && this.#isEnd(this.#rows, line)) {
        yield this.#hunk(this.#rows)
        this.#rows = undefined
      }
      if (this.#rows !== undefined) {
        this.#rows.take(line)
        continue
      }
      this.#rows = rowsOf(line, this.#isPorcelain)
      if (this.#rows === undefined) yield lines.subarray(span.start, span.next)
      else this.#header = line
    }
    if (isLast && this.#rows !== undefined) yield this.#hunk(this.#rows)
  }

  /** A hunk may have more rows than its header says. */
  #isEnd(rows: WordRows, line: string): boolean {
    return isHunkEnd(line) || (rows.isDone && !(this.#isPorcelain ? /^[-+ ~]/.test(line) && line !== '-- ' : hasWords(line)))
  }

  /** Changed blanks and line ends are no words, so a hunk has as many lines as were made, and not as many as git counted. */
  #hunk(rows: WordRows): Bytes {
    rows.end()
    const header = this.#header.replace(hunkHeader, `$1,${rows.old}$3,${rows.new}$5`)
    return bytesOf(`${header}\n${rows.written}`)
  }
}

function rowsOf(line: string, isPorcelain: boolean): WordRows | undefined {
  const match = hunkHeader.exec(line)
  if (match === null) return undefined
  const [, , old = '1', , now = '1'] = match
  return new WordRows(Number(old), Number(now), isPorcelain)
}

/** Each byte is one character, so that no line is bent by an encoding. */
function textOf(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return text
}

const bytesOf = (text: string): Bytes => Uint8Array.from(text, (character) => character.charCodeAt(0))
