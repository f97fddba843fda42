// Takes what stands before every line of a diff out of its bytes.
import { DiffPrefix, DiffPrefixFinder, prefixHead } from '../../../../shared/diff-prefix.ts'

const newline = 10

/** The first characters of a line, a character for each byte: a prefix is ASCII. */
function headOf(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, Math.min(end, start + prefixHead)))
}

function* lineEnds(bytes: Uint8Array): Generator<{ start: number; end: number; next: number }> {
  for (let start = 0; start < bytes.length;) {
    const found = bytes.indexOf(newline, start)
    const end = found === -1 ? bytes.length : found
    yield { start, end, next: Math.min(end + 1, bytes.length) }
    start = end + 1
  }
}

export class LinePrefix {
  readonly #finder = new DiffPrefixFinder()
  #known: DiffPrefix | 'none' | undefined

  get isThere(): boolean {
    return this.#known instanceof DiffPrefix
  }

  /** Whole lines without their prefix: the same bytes where there is none. */
  remove(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
    if (this.#known === undefined) {
      for (const { start, end } of lineEnds(bytes)) {
        this.#known = this.#finder.look(headOf(bytes, start, end))
        if (this.#known !== undefined) break
      }
    }
    if (this.#known === undefined || this.#known === 'none') return bytes
    const bare = new Uint8Array(bytes.length)
    let length = 0
    for (const { start, end, next } of lineEnds(bytes)) {
      const own = bytes.subarray(start + this.#known.cut(headOf(bytes, start, end).replace(/\r$/, '')), next)
      bare.set(own, length)
      length += own.length
    }
    return bare.subarray(0, length)
  }
}
