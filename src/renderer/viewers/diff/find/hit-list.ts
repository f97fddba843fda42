import { lastAtMost } from '../model/diff-model.ts'

/** One hit: its row, and which of the row's hits it is, from 0. */
export interface Hit {
  row: number
  nth: number
}

/** Hits of a search by row, in order. */
export class HitList {
  total = 0
  readonly #rows: number[] = []
  /** How many hits come before each row. */
  readonly #before: number[] = []

  add(rows: Uint32Array, counts: Uint32Array): void {
    for (const [index, row] of rows.entries()) {
      this.#rows.push(row)
      this.#before.push(this.total)
      this.total += counts[index] ?? 0
    }
  }

  get(index: number): Hit | undefined {
    if (index < 0 || index >= this.total) return undefined
    const at = lastAtMost(this.#before.length, (place) => this.#before[place] ?? 0, index)
    return { row: this.#rows[at] ?? 0, nth: index - (this.#before[at] ?? 0) }
  }

  /** Index of the first hit in or after a row, if there is one. */
  firstFrom(row: number): number | undefined {
    if (this.#rows.length === 0) return undefined
    if (row <= (this.#rows[0] ?? 0)) return 0
    const at = lastAtMost(this.#rows.length, (place) => this.#rows[place] ?? 0, row - 1) + 1
    return this.#before[at]
  }
}
