// Lines of text in bytes.

export type Bytes = Uint8Array<ArrayBuffer>

export const newline = 10
const carriageReturn = 13

/** Where a line lies: its text ends at `end`, the next line starts at `next`. */
export interface LineSpan {
  start: number
  end: number
  next: number
}

/** The lines of bytes, one after another; the last one need not be closed. */
export function* lineSpans(bytes: Uint8Array, from = 0): Generator<LineSpan> {
  for (let start = from; start < bytes.length;) {
    const found = bytes.indexOf(newline, start)
    const end = found === -1 ? bytes.length : found
    const next = Math.min(end + 1, bytes.length)
    yield { start, end, next }
    start = next
  }
}

/** The first bytes of a line, a character for each of them: what tools write there is ASCII. */
export function lineHead(bytes: Uint8Array, { start, end }: LineSpan, mostBytes = 240): string {
  const stop = end > start && bytes[end - 1] === carriageReturn ? end - 1 : end
  return String.fromCharCode(...bytes.subarray(start, Math.min(stop, start + mostBytes)))
}

/** One array with a buffer of its own. */
export function concatBytes(chunks: readonly Uint8Array[]): Bytes {
  const joined = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  let length = 0
  for (const chunk of chunks) {
    joined.set(chunk, length)
    length += chunk.length
  }
  return joined
}
