// Removes the colours that `git diff --color` (or a pager) wrote, but not those that are the text of a changed line. Where colours alone tell
// changed words (`--color-words`), the marks of `--word-diff` take their place.
import { type Bytes, concatBytes, lineSpans, newline } from './patch-lines.ts'

const escape = 27
const bracket = 91

/** Where an escape sequence that starts here ends. */
function afterSequence(bytes: Uint8Array, start: number): number {
  if (bytes[start + 1] !== bracket) return start + 1
  let end = start + 2
  // Parameters and intermediates, then one final byte.
  while (end < bytes.length && (bytes[end] ?? 0) < 0x40) {
    if (bytes[end] === newline) return end
    end++
  }
  return Math.min(end + 1, bytes.length)
}

const headerSigns = /^(?:[|\\/_* ]*(?:diff --|commit )|diff -|--- |\+\+\+ |@@|index )/
/** Rows of one sign follow, in which colours may tell changed words; rows of several, or no more rows. */
const hunkHeader = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/
const hunkStop = /^(?:@@@|diff -|commit [0-9a-f]{7}|index [0-9a-f]{7})/
/** A row of a diff of lines, in which an empty one may have lost its blank. */
const signedRow = /^[-+ \\\r]/
/** Without words that colours tell, so many rows show it. */
const mostRows = 20_000
const final = 0x6d
const marks = { removed: ['[-', '-]'], added: ['{+', '+}'] } as const
/** What `git log --graph` draws before a line. */
const graphOnly = /^[|\\/_* ]*$/
/** A row that says whether rows are coloured. */
const changedRow = /^[-+](?!\+\+ |-- )/
const firstCharacters = new Set(Array.from('dc-+@i|\\/_* \u001B', (character) => character.charCodeAt(0)))
const mostRead = 80

/** The start of a line without escapes, and whether one stands before all of it but a graph. */
function startOf(bytes: Uint8Array, start: number): { text: string; isColoured: boolean } {
  let text = ''
  let isColoured = false
  for (let index = start; index < bytes.length && text.length < mostRead && bytes[index] !== newline;) {
    if (bytes[index] === escape) {
      isColoured ||= graphOnly.test(text)
      index = afterSequence(bytes, index)
    } else text += String.fromCharCode(bytes[index++] ?? 0)
  }
  return { text, isColoured }
}

/** The bytes without escape sequences, in a buffer of their own. */
function stripped(bytes: Uint8Array): Bytes {
  const bare = new Uint8Array(bytes.length)
  let length = 0
  let position = 0
  while (position < bytes.length) {
    let next = bytes.indexOf(escape, position)
    if (next === -1) next = bytes.length
    bare.set(bytes.subarray(position, next), length)
    length += next - position
    position = next < bytes.length ? afterSequence(bytes, next) : next
  }
  return bare.subarray(0, length)
}

type Change = keyof typeof marks

/** What a colour that starts here says of the words behind it: red ones went, green ones came. */
function changeAt(bytes: Uint8Array, start: number, end: number): Change | undefined {
  if (bytes[end - 1] !== final) return undefined
  const colours = String.fromCharCode(...bytes.subarray(start + 2, Math.min(end - 1, start + 32))).split(';')
  return colours.includes('31') ? 'removed' : colours.includes('32') ? 'added' : undefined
}

/** The line with marks around the words that only colours tell. */
function marked(line: Uint8Array): Bytes {
  const pieces: Uint8Array[] = []
  const put = (text: string) => pieces.push(Uint8Array.from(text, (character) => character.charCodeAt(0)))
  let open: Change | undefined
  for (let position = 0; position < line.length;) {
    const escapeAt = line.indexOf(escape, position)
    const next = escapeAt === -1 ? line.length : escapeAt
    if (next > position) pieces.push(line.subarray(position, next))
    if (next === line.length) break
    position = afterSequence(line, next)
    const change = changeAt(line, next, position)
    if (change === open) continue
    if (open !== undefined) put(marks[open][1])
    if (change !== undefined) put(marks[change][0])
    open = change
  }
  if (open !== undefined) put(marks[open][1])
  return concatBytes(pieces)
}

export class PatchColours {
  #isColoured: boolean | undefined
  #isInHunk = false
  #words: 'unknown' | 'there' | 'none' = 'unknown'
  #rows = 0
  /** Rows of the open hunk that are still to come. */
  #left = { old: 0, new: 0 }
  #hasHeader = false

  get isThere(): boolean {
    return this.#isColoured === true
  }

  /** Whole lines without colours: the same bytes when the diff has none. */
  remove(bytes: Bytes): Bytes {
    this.#isColoured ??= this.#find(bytes)
    return this.#isColoured === true ? this.#stripped(bytes) : bytes
  }

  #stripped(bytes: Bytes): Bytes {
    if (this.#words === 'unknown') {
      const isOpen = this.#left.old > 0 || this.#left.new > 0
      this.#words = this.#findWords(bytes)
      this.#isInHunk = isOpen
    }
    return this.#words === 'there' ? this.#marked(bytes) : stripped(bytes)
  }

  /** A row that begins with anything but a sign: of a diff of lines every row has one, as long as its hunk lacks lines. */
  #findWords(bytes: Bytes): 'unknown' | 'there' | 'none' {
    for (const { start, end } of lineSpans(bytes)) {
      const { text } = startOf(bytes, start)
      const [isHeader, old = '1', now = '1'] = hunkHeader.exec(text) ?? []
      if (isHeader !== undefined) this.#left = { old: Number(old), new: Number(now) }
      else if (this.#left.old <= 0 && this.#left.new <= 0) continue
      else if (end > start && !signedRow.test(text)) {
        if (hunkStop.test(text)) this.#left = { old: 0, new: 0 }
        else return 'there'
      } else if (!text.startsWith('\\')) {
        if (!text.startsWith('+')) this.#left.old--
        if (!text.startsWith('-')) this.#left.new--
        if (++this.#rows > mostRows) return 'none'
      }
    }
    return 'unknown'
  }

  #marked(bytes: Bytes): Bytes {
    const pieces: Uint8Array[] = []
    let done = 0
    for (const { start, end } of lineSpans(bytes)) {
      if (bytes.subarray(start, end).indexOf(escape) === -1) continue
      const { text } = startOf(bytes, start)
      if (hunkHeader.test(text)) this.#isInHunk = true
      else if (hunkStop.test(text)) this.#isInHunk = false
      else if (this.#isInHunk) {
        pieces.push(stripped(bytes.subarray(done, start)), marked(bytes.subarray(start, end)))
        done = end
      }
    }
    return concatBytes([...pieces, stripped(bytes.subarray(done))])
  }

  /** Colours at the start of a diff's own lines make it coloured; a changed row without any makes it plain. */
  #find(bytes: Uint8Array): boolean | undefined {
    for (let start = 0; start < bytes.length;) {
      if (firstCharacters.has(bytes[start] ?? 0)) {
        const { text, isColoured } = startOf(bytes, start)
        const isHeader = headerSigns.test(text)
        this.#hasHeader ||= isHeader
        if (isHeader && isColoured) return true
        if (this.#hasHeader && changedRow.test(text)) return isColoured
      }
      const end = bytes.indexOf(newline, start)
      if (end === -1) break
      start = end + 1
    }
    return undefined
  }
}
