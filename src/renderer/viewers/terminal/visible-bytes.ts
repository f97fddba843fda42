// What `visibleText` gives for lines that are still bytes. Most blocks are ASCII with no code but colours, which is seen four bytes at once.
import { visibleText } from './visible-text.ts'

const tab = 0x09
const newline = 0x0a
const carriageReturn = 0x0d
const escape = 0x1b
const notAscii = 0x80808080

export interface VisibleLines {
  text: string
  /** Nothing but colours and the returns of Windows line ends was left out. */
  isPlain: boolean
}

/** Reads blocks of lines one after another, through memory that it keeps. */
export class VisibleBytes {
  readonly #utf8 = new TextDecoder()
  readonly #ascii = new TextDecoder('latin1')
  #memory = new Uint8Array(0)

  read(block: Uint8Array): VisibleLines {
    const seen = this.#strip(block)
    return seen === undefined
      ? { text: visibleText(this.#utf8.decode(block)), isPlain: false }
      : { text: this.#ascii.decode(seen), isPlain: true }
  }

  /** A copy without colours and the returns of Windows line ends; undefined when there is more to it. */
  #strip(block: Uint8Array): Uint8Array | undefined {
    const { length } = block
    if (this.#memory.length < length) this.#memory = new Uint8Array((length + 3) & ~3)
    const bytes = this.#memory
    bytes.set(block)
    const words = new Int32Array(bytes.buffer, 0, length >>> 2)
    /** The bytes from `from` on are still to be moved to `kept`. */
    let from = 0
    let kept = 0
    let high = 0
    let at = 0
    while (at < length) {
      if ((at & 3) === 0) {
        let word = at >>> 2
        for (; word < words.length; word++) {
          const four = words[word] ?? 0
          // Bytes from 0x7f on are gathered; one below 0x20 is looked at.
          high |= four | (four + 0x01010101)
          if (((four - 0x20202020) & ~four & notAscii) !== 0) break
        }
        at = word << 2
      }
      if ((high & notAscii) !== 0) return undefined
      const stop = Math.min((at | 3) + 1, length)
      while (at < stop) {
        const byte = bytes[at] ?? 0
        if (byte >= 0x7f) return undefined
        if (byte >= 0x20 || byte === newline || byte === tab) at++
        else {
          const after = byte === escape ? afterColor(bytes, at, length) : byte === carriageReturn ? afterReturn(bytes, at, length) : -1
          if (after === -1) return undefined
          bytes.copyWithin(kept, from, at)
          kept += at - from
          from = after
          at = after
        }
      }
    }
    if (from > 0) bytes.copyWithin(kept, from, length)
    return bytes.subarray(0, kept + length - from)
  }
}

/** Where the text goes on behind a colour code, or -1 when it is something else. */
function afterColor(bytes: Uint8Array, at: number, length: number): number {
  if (bytes[at + 1] !== 0x5b) return -1
  for (let next = at + 2; next < length; next++) {
    const byte = bytes[next] ?? 0
    if (byte === 0x6d) return next + 1
    if (byte < 0x30 || byte > 0x3b) return -1
  }
  return -1
}

function afterReturn(bytes: Uint8Array, at: number, length: number): number {
  return at + 1 === length || bytes[at + 1] === newline ? at + 1 : -1
}
