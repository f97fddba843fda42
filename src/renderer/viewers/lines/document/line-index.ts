// Where the lines of a stream begin, found while its bytes arrive, and where its terminal codes are.
import { type ByteSegments } from './byte-segments.ts'
import { OffsetList } from './offset-list.ts'

const newline = 0x0a
const escape = 0x1b
const linesPerMark = 4096
/** A code longer than this is no cursor code. */
const longestCode = 64

export class LineIndex {
  /** Lines with a code that moves the cursor to another row. */
  readonly movingLines = new OffsetList()
  readonly #bytes: ByteSegments
  readonly #starts = new OffsetList()
  /** For each 4,096 lines, the last ESC before them, or -1: what makes looking back for a colour cheap. */
  readonly #escapesBefore = new OffsetList()
  #lastEscape = -1
  #scannedTo = 0
  #ended = false

  constructor(bytes: ByteSegments) {
    this.#bytes = bytes
  }

  /** Lines so far; one without its newline counts when the stream has ended. */
  get count(): number {
    const begun = this.#starts.length
    if (begun === 0) return 0
    return this.#ended && (this.#starts.at(begun - 1) ?? 0) < this.#bytes.byteLength ? begun : begun - 1
  }

  /** True when any line has a terminal code. */
  get hasEscapes(): boolean {
    return this.#lastEscape >= 0
  }

  /** The last line has no newline, so that what comes later may belong to it. */
  get isLastOpen(): boolean {
    return this.#starts.length > 0 && (this.#starts.at(this.#starts.length - 1) ?? 0) < this.#bytes.byteLength
  }

  /** Takes back that nothing more will come. */
  reopen(): void {
    this.#ended = false
    // A code that was cut off may go on.
    if (this.isLastOpen) this.#scannedTo = this.#starts.at(this.#starts.length - 1) ?? 0
  }

  start(line: number): number {
    return this.#starts.at(line) ?? this.#bytes.byteLength
  }

  /** Where the line ends, without its newline. */
  end(line: number): number {
    const next = this.#starts.at(line + 1)
    return next === undefined ? this.#bytes.byteLength : next - 1
  }

  /** Index of the line that holds a byte. */
  lineAt(offset: number): number {
    const after = this.#starts.lowerBound(offset + 1)
    return Math.max(0, after - 1)
  }

  /** Offset of the last ESC before a byte, or -1. */
  escapeBefore(offset: number): number {
    const line = this.lineAt(offset)
    const mark = Math.floor(line / linesPerMark)
    const found = this.#bytes.lastIndexOf(escape, offset, this.start(mark * linesPerMark))
    return found === -1 ? (this.#escapesBefore.at(mark) ?? -1) : found
  }

  /** Reads what was appended since the last call. `ended` says that nothing more will come. */
  scan(ended: boolean): void {
    this.#ended = ended
    if (this.#starts.length === 0 && this.#bytes.byteLength > 0) this.#begin(0)
    for (;;) {
      const part = this.#bytes.segmentAt(this.#scannedTo)
      if (part === undefined) return
      const stop = this.#scanPart(part.bytes, this.#scannedTo - part.base, part.base)
      this.#scannedTo = part.base + stop
      if (stop < part.bytes.length) return
    }
  }

  /** Reads words, four bytes at once: only bytes below 0x20 matter, and they are rare. */
  #scanPart(bytes: Uint8Array, from: number, base: number): number {
    const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2)
    let at = from
    while (at < bytes.length) {
      if ((at & 3) === 0) {
        let word = at >>> 2
        while (word < words.length && !hasLowByte(words[word] ?? 0)) word++
        at = word << 2
      }
      const stop = Math.min((at | 3) + 1, bytes.length)
      for (; at < stop; at++) {
        const byte = bytes[at]
        if (byte === newline) this.#begin(base + at + 1)
        else if (byte === escape) {
          // Nearly all codes are short colours, told apart without leaving the segment.
          if (isColor(bytes, at)) this.#lastEscape = base + at
          else if (!this.#escape(base + at)) return at
        }
      }
    }
    return bytes.length
  }

  #begin(offset: number): void {
    if (this.#starts.length % linesPerMark === 0) this.#escapesBefore.push(this.#lastEscape)
    this.#starts.push(offset)
  }

  /** False when the code goes on in bytes that have not come yet. */
  #escape(offset: number): boolean {
    const moves = this.#movesRows(offset)
    if (moves === undefined && !this.#ended) return false
    this.#lastEscape = offset
    const line = this.#starts.length - 1
    if (moves === true && this.movingLines.at(this.movingLines.length - 1) !== line) this.movingLines.push(line)
    return true
  }

  #movesRows(offset: number): boolean | undefined {
    const kind = this.#bytes.byteAt(offset + 1)
    if (kind === undefined) return undefined
    // ESC 8, ESC D, ESC E, ESC M, ESC c
    if (kind !== 0x5b) return kind === 0x38 || kind === 0x44 || kind === 0x45 || kind === 0x4d || kind === 0x63
    const first = this.#bytes.byteAt(offset + 2)
    for (let at = offset + 2; at < offset + longestCode; at++) {
      const byte = this.#bytes.byteAt(at)
      if (byte === undefined) return undefined
      if (byte < 0x20 || byte > 0x7e) return false
      // J moves only as `2J` and `3J`: else it erases from the cursor on, which a line alone can do.
      if (byte === 0x4a) return first === 0x32 || first === 0x33
      if (byte >= 0x40) return movingFinals.has(byte) && first !== 0x3f
    }
    return false
  }
}

/** A B E F H d f u */
const movingFinals = new Set([0x41, 0x42, 0x45, 0x46, 0x48, 0x64, 0x66, 0x75])

/** True when one of the word's four bytes is below 0x20; may be true when it is not. */
function hasLowByte(word: number): boolean {
  return ((word - 0x20202020) & ~word & 0x80808080) !== 0
}

/** True for `ESC [ digits and semicolons m`, when all of it is in these bytes. */
function isColor(bytes: Uint8Array, escapeAt: number): boolean {
  if (bytes[escapeAt + 1] !== 0x5b) return false
  for (let at = escapeAt + 2; at < escapeAt + 24; at++) {
    const byte = bytes[at]
    if (byte === 0x6d) return true
    if (byte === undefined || byte < 0x30 || byte > 0x3b) return false
  }
  return false
}
