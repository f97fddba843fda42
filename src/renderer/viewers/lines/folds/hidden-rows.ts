// Rows that are folded away, as stretches in order.

export class HiddenRows {
  #starts = new Uint32Array(64)
  #ends = new Uint32Array(64)
  /** Rows hidden before each stretch. */
  #before = new Uint32Array(64)
  #length = 0
  #rows = 0

  /** Hidden rows altogether. */
  get rowCount(): number {
    return this.#rows
  }

  /** Adds a stretch after those that are there. */
  push(start: number, end: number): void {
    if (this.#length === this.#starts.length) {
      const grow = (from: Uint32Array<ArrayBuffer>) => {
        const grown = new Uint32Array(from.length * 2)
        grown.set(from)
        return grown
      }
      this.#starts = grow(this.#starts)
      this.#ends = grow(this.#ends)
      this.#before = grow(this.#before)
    }
    this.#starts[this.#length] = start
    this.#ends[this.#length] = end
    this.#before[this.#length] = this.#rows
    this.#length++
    this.#rows += end - start
  }

  has(row: number): boolean {
    const at = this.#lastFrom(row)
    return at >= 0 && row < (this.#ends[at] ?? 0)
  }

  /** Rows before one that are shown; for a hidden row, those before the one it hides behind. */
  shownBefore(row: number): number {
    const at = this.#lastFrom(row)
    if (at < 0) return row
    const [start, end, before] = [this.#starts[at] ?? 0, this.#ends[at] ?? 0, this.#before[at] ?? 0]
    return row < end ? Math.max(0, start - before - 1) : row - before - (end - start)
  }

  /** The row that has so many shown rows before it. */
  rowAt(shown: number): number {
    let low = 0
    let high = this.#length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#starts[middle] ?? 0) - (this.#before[middle] ?? 0) <= shown) low = middle + 1
      else high = middle
    }
    const at = low - 1
    return at < 0 ? shown : shown + (this.#before[at] ?? 0) + (this.#ends[at] ?? 0) - (this.#starts[at] ?? 0)
  }

  forEach(visit: (start: number, end: number) => void): void {
    for (let at = 0; at < this.#length; at++) visit(this.#starts[at] ?? 0, this.#ends[at] ?? 0)
  }

  /** Index of the last stretch that begins at a row or before it, or -1. */
  #lastFrom(row: number): number {
    let low = 0
    let high = this.#length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#starts[middle] ?? 0) <= row) low = middle + 1
      else high = middle
    }
    return low - 1
  }
}

/** Nothing is folded. */
export const noneHidden = new HiddenRows()
