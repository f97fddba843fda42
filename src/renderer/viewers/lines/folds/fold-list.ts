// All folds of a log in the order of their rows.
import { type FoundFolds } from './fold-scan.ts'
import { type Repeat } from './repeat-scan.ts'

export interface Group {
  head: number
  /** The row after its last one; undefined while nobody knows. */
  end: number | undefined
  errors: number
  /** Whether it is folded until the reader says otherwise. */
  isFolded: boolean
  parent: number | undefined
}

export class FoldList {
  readonly #groups: Group[] = []
  #repeats = new Uint32Array(3 * 256)
  #repeatCount = 0

  get groups(): readonly Group[] {
    return this.#groups
  }

  get repeatCount(): number {
    return this.#repeatCount
  }

  repeat(index: number): Repeat | undefined {
    if (index < 0 || index >= this.#repeatCount) return undefined
    const [head = 0, unit = 0, end = 0] = this.#repeats.subarray(3 * index, 3 * index + 3)
    return { head, unit, end }
  }

  /** A run or group that was told before, as far as it had come, is told anew when it has gone on. */
  add({ repeats, started, ended }: FoundFolds): void {
    for (const { head, isFolded, parent } of started) this.#groups.push({ head, end: undefined, errors: 0, isFolded, parent })
    for (const { group, end, errors, isFolded } of ended) {
      const known = this.#groups[group]
      if (known !== undefined) this.#groups[group] = { ...known, end, errors, isFolded }
    }
    for (const repeat of repeats) this.#addRepeat(repeat)
  }

  /** Index of the last repeat that begins at a row or before it, or -1. */
  repeatBefore(row: number): number {
    return lastBefore(this.#repeatCount, (index) => this.#repeats[3 * index] ?? 0, row)
  }

  /** Number of the last group that begins at a row or before it, or -1. */
  groupBefore(row: number): number {
    return lastBefore(this.#groups.length, (index) => this.#groups[index]?.head ?? 0, row)
  }

  #addRepeat({ head, unit, end }: Repeat): void {
    if (this.#repeatCount > 0 && this.#repeats[3 * (this.#repeatCount - 1)] === head) this.#repeatCount--
    if (3 * this.#repeatCount + 3 > this.#repeats.length) {
      const grown = new Uint32Array(this.#repeats.length * 2)
      grown.set(this.#repeats)
      this.#repeats = grown
    }
    this.#repeats.set([head, unit, end], 3 * this.#repeatCount)
    this.#repeatCount++
  }
}

function lastBefore(count: number, headOf: (index: number) => number, row: number): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >>> 1
    if (headOf(middle) <= row) low = middle + 1
    else high = middle
  }
  return low - 1
}
