// Removes the colours that `git diff --color` (or a pager) wrote, but not those that are the text of a changed line.
import { type Bytes, newline } from './patch-lines.ts'

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

export class PatchColours {
  #isColoured: boolean | undefined
  #hasHeader = false

  get isThere(): boolean {
    return this.#isColoured === true
  }

  /** Whole lines without colours: the same bytes when the diff has none. */
  remove(bytes: Bytes): Bytes {
    this.#isColoured ??= this.#find(bytes)
    return this.#isColoured === true ? stripped(bytes) : bytes
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
