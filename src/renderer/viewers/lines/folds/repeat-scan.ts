// Finds runs of rows that repeat, while the rows stream: one row over and over, or a stretch of a few.

/** `unit` rows from `head` on stand for all of the rows up to `end`. */
export interface Repeat {
  head: number
  unit: number
  end: number
}

/** Rows that may repeat together. */
const longestUnit = 8
/** Fewer than this are as quickly read as unfolded. */
const fewestSingle = 4
const fewestUnits = 3

const neededMatches = (unit: number) => (unit === 1 ? fewestSingle - 1 : (fewestUnits - 1) * unit)

export class RepeatScan {
  /** Shapes of the last rows, by row modulo the longest unit. */
  readonly #shapes = new Float64Array(longestUnit)
  /** For each unit, how many rows up to now were like the one that many rows before. */
  readonly #matches = new Uint32Array(longestUnit + 1)
  #row = 0
  /** Rows before this one belong to something else. */
  #from = 0
  #unit = 0
  #head = 0

  constructor(row: number) {
    this.#row = row
    this.#from = row
  }

  /** The next row; gives the run that it ends. */
  add(shape: number): Repeat | undefined {
    const row = this.#row++
    const isSame = (unit: number) => row - unit >= this.#from && this.#shapes[(row - unit) % longestUnit] === shape
    let ended: Repeat | undefined
    if (this.#unit > 0 && !isSame(this.#unit)) ended = this.#end(row)
    for (let unit = 1; unit <= longestUnit; unit++) this.#matches[unit] = isSame(unit) ? (this.#matches[unit] ?? 0) + 1 : 0
    this.#shapes[row % longestUnit] = shape
    if (this.#unit === 0) this.#begin(row)
    return ended
  }

  /** The next row stands for itself: no run goes over it. */
  skip(): Repeat | undefined {
    const ended = this.#unit > 0 ? this.#end(this.#row) : undefined
    this.#row++
    this.#from = this.#row
    this.#matches.fill(0)
    return ended
  }

  /** The run that goes on, as far as it has come. */
  current(): Repeat | undefined {
    return this.#unit === 0 ? undefined : this.#runTo(this.#row)
  }

  #begin(row: number): void {
    for (let unit = 1; unit <= longestUnit; unit++) {
      const matches = this.#matches[unit] ?? 0
      if (matches < neededMatches(unit)) continue
      this.#unit = unit
      this.#head = row - matches - unit + 1
      return
    }
  }

  #end(row: number): Repeat {
    const run = this.#runTo(row)
    this.#unit = 0
    this.#from = run.end
    this.#matches.fill(0)
    // Rows after the last whole unit may begin something new.
    return run
  }

  /** Only whole units belong to a run. */
  #runTo(row: number): Repeat {
    const units = Math.floor((row - this.#head) / this.#unit)
    return { head: this.#head, unit: this.#unit, end: this.#head + units * this.#unit }
  }
}
