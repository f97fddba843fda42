// All hits of a search in order, and the way from one to the next.
import { type Hits } from './find-hits.ts'

/** Hits beyond this are counted but not kept. */
export const mostHits = 1_000_000

export interface Hit {
  row: number
  column: number
  length: number
}

export class HitList {
  #rows = new Uint32Array(1024)
  #columns = new Uint32Array(1024)
  #lengths = new Uint32Array(1024)
  #kept = 0
  #total = 0

  /** Hits that can be gone to. */
  get kept(): number {
    return this.#kept
  }

  /** Hits there are. */
  get total(): number {
    return this.#total
  }

  add({ rows, columns, lengths }: Hits): void {
    this.#total += rows.length
    const added = Math.min(rows.length, mostHits - this.#kept)
    this.#grow(this.#kept + added)
    for (let at = 0; at < added; at++) {
      this.#rows[this.#kept + at] = rows[at] ?? 0
      this.#columns[this.#kept + at] = columns[at] ?? 0
      this.#lengths[this.#kept + at] = lengths[at] ?? 0
    }
    this.#kept += added
  }

  /** Forgets the hits of a row and those after it. */
  dropFrom(row: number): void {
    const kept = Math.min(this.#kept, this.firstFrom(row))
    this.#total -= this.#kept - kept
    this.#kept = kept
  }

  at(index: number): Hit | undefined {
    if (index < 0 || index >= this.#kept) return undefined
    return { row: this.#rows[index] ?? 0, column: this.#columns[index] ?? 0, length: this.#lengths[index] ?? 0 }
  }

  /** Index of the first hit that is not before a row; the number of hits when there is none. */
  firstFrom(row: number): number {
    let low = 0
    let high = this.#kept
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#rows[middle] ?? Infinity) < row) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Indexes of the hits in a row. */
  inRow(row: number): { first: number; end: number } {
    return { first: this.firstFrom(row), end: this.firstFrom(row + 1) }
  }

  /** Rows of the kept hits, ascending, one for each hit. */
  rows(): Uint32Array {
    return this.#rows.subarray(0, this.#kept)
  }

  #grow(length: number): void {
    if (length <= this.#rows.length) return
    const capacity = Math.max(length, this.#rows.length * 2)
    const copy = (from: Uint32Array<ArrayBuffer>) => {
      const grown = new Uint32Array(capacity)
      grown.set(from)
      return grown
    }
    this.#rows = copy(this.#rows)
    this.#columns = copy(this.#columns)
    this.#lengths = copy(this.#lengths)
  }
}
