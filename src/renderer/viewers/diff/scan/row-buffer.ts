// Rows of the segment that is being scanned, in arrays that grow.
import { type RowColumns, rowFlags } from '../model/rows.ts'

const firstCapacity = 1024

export class RowBuffer {
  /** Number of the first row of this segment in the whole diff. */
  firstRow = 0
  count = 0
  #offsets = new Uint32Array(firstCapacity)
  #kinds = new Uint8Array(firstCapacity)
  #oldLines = new Uint32Array(firstCapacity)
  #newLines = new Uint32Array(firstCapacity)
  #widths = new Uint16Array(firstCapacity)

  /** Number that the next row gets in the whole diff. */
  get nextRow(): number {
    return this.firstRow + this.count
  }

  push(offset: number, kind: number, oldLine: number, newLine: number, width: number): void {
    const index = this.count++
    if (index === this.#offsets.length) this.#grow()
    this.#offsets[index] = offset
    this.#kinds[index] = kind
    this.#oldLines[index] = oldLine
    this.#newLines[index] = newLine
    this.#widths[index] = Math.min(width, 0xffff)
  }

  /** Marks the last row as one without a newline at its end. A row that an earlier segment took with it stays as it is. */
  flagNoNewline(): void {
    if (this.count > 0) this.#kinds[this.count - 1] = (this.#kinds[this.count - 1] ?? 0) | rowFlags.noNewline
  }

  /** Byte offset of a row of the whole diff, or undefined when an earlier segment has it. */
  offsetOf(row: number): number | undefined {
    return row < this.firstRow ? undefined : this.#offsets[row - this.firstRow]
  }

  /** The rows so far; the next segment starts empty. */
  take(): RowColumns & { firstRow: number } {
    const taken = {
      firstRow: this.firstRow,
      offsets: this.#offsets.slice(0, this.count),
      kinds: this.#kinds.slice(0, this.count),
      oldLines: this.#oldLines.slice(0, this.count),
      newLines: this.#newLines.slice(0, this.count),
      widths: this.#widths.slice(0, this.count),
    }
    this.firstRow += this.count
    this.count = 0
    return taken
  }

  #grow(): void {
    const capacity = this.#offsets.length * 2
    const grown = <A extends Uint8Array | Uint16Array | Uint32Array>(array: A, larger: A): A => {
      larger.set(array)
      return larger
    }
    this.#offsets = grown(this.#offsets, new Uint32Array(capacity))
    this.#kinds = grown(this.#kinds, new Uint8Array(capacity))
    this.#oldLines = grown(this.#oldLines, new Uint32Array(capacity))
    this.#newLines = grown(this.#newLines, new Uint32Array(capacity))
    this.#widths = grown(this.#widths, new Uint16Array(capacity))
  }
}
