// Reading lines out of bytes of which more may still come.

const newline = 10
const decoder = new TextDecoder()

export class ByteLines {
  readonly bytes: Uint8Array
  readonly isLast: boolean

  constructor(bytes: Uint8Array, isLast: boolean) {
    this.bytes = bytes
    this.isLast = isLast
  }

  /** Where the line's newline stands; the end of the bytes for the last line; -1 when the line is not all here yet. */
  end(start: number): number {
    const end = this.bytes.indexOf(newline, start)
    if (end !== -1) return end
    return this.isLast ? this.bytes.length : -1
  }

  /** Whether this many lines from here can be looked at, or no more will come. */
  has(start: number, count: number): boolean {
    if (this.isLast) return true
    let position = start
    for (let line = 0; line < count; line++) {
      const end = this.bytes.indexOf(newline, position)
      if (end === -1) return false
      position = end + 1
    }
    return true
  }

  /** Start of the next line, or the end of the bytes. */
  next(start: number): number {
    const end = this.bytes.indexOf(newline, start)
    return end === -1 ? this.bytes.length : end + 1
  }

  startsWith(start: number, ascii: string): boolean {
    for (let index = 0; index < ascii.length; index++) if (this.bytes[start + index] !== ascii.charCodeAt(index)) return false
    return true
  }

  isBlank(start: number): boolean {
    const byte = this.bytes[start]
    return byte === newline || (byte === 13 && (this.bytes[start + 1] === newline || start + 1 === this.bytes.length))
  }

  /** The line's text without its line end, cut at `mostBytes`. */
  text(start: number, mostBytes = 4096): string {
    const end = this.bytes.indexOf(newline, start)
    let stop = end === -1 ? this.bytes.length : end
    if (stop > start && this.bytes[stop - 1] === 13) stop--
    return decoder.decode(this.bytes.subarray(start, Math.min(stop, start + mostBytes)))
  }
}
