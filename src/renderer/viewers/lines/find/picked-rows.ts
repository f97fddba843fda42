// Single rows from all over a log, as a list of hits shows them.
import { type LineSource } from '../document/line-source.ts'
import { type RowView, type ShownRow } from '../shown-row.ts'

const mostKept = 5000
const limit = 100_000

export class PickedRows {
  readonly #source: LineSource
  readonly #view: RowView
  readonly #rows = new Map<number, ShownRow>()

  constructor(source: LineSource, view: RowView) {
    this.#source = source
    this.#view = view
  }

  get(row: number): ShownRow | undefined {
    return this.#rows.get(row)
  }

  /** Fetches those that are not at hand; true when there were any. */
  async want(wanted: readonly number[]): Promise<boolean> {
    const missing = Array.from(new Set(wanted)).filter((row) => !this.#rows.has(row))
    if (missing.length === 0) return false
    const rows = await this.#source.ask({ ask: 'rows-at', view: this.#view, rows: missing, limit })
    if (this.#rows.size > mostKept) this.#rows.clear()
    for (const [index, row] of rows.entries()) this.#rows.set(missing[index] ?? -1, row)
    return true
  }
}
