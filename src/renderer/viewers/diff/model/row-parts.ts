// The pieces in which a row stands on screen, when it is wrapped or cut.
import { wrapText } from '../scan/line-wrap.ts'
import { isCut, type PlanOptions, rowCells, shownText } from './block-plan.ts'
import { type DiffModel } from './diff-model.ts'

export type RowPart =
  | { kind: 'text'; text: string; start: number; isLast: boolean }
  /** The row is longer than what is shown of it. */
  | { kind: 'cut'; bytes: number }

interface Pieces {
  text: string
  starts: number[]
  isCut: boolean
}

/** Wrapped rows on screen, and some more. */
const mostKept = 300

/** Pieces of rows under the same options; those of wrapped rows are kept, since they are asked for one by one. */
export class RowParts {
  readonly #model: DiffModel
  readonly #options: PlanOptions
  readonly #kept = new Map<number, Pieces>()

  constructor(model: DiffModel, options: PlanOptions) {
    this.#model = model
    this.#options = options
  }

  /** Whether the row has so many parts; the row beside it may have more. */
  has(row: number, part: number): boolean {
    if (part === 0) return true
    const { starts, isCut } = this.#pieces(row)
    return part < starts.length + (isCut ? 1 : 0)
  }

  part(row: number, part: number): RowPart {
    const { text, starts, isCut } = this.#pieces(row)
    if (isCut && part === starts.length) return { kind: 'cut', bytes: this.#model.byteCount(row) }
    return {
      kind: 'text',
      text: text.slice(starts[part], starts[part + 1]),
      start: starts[part] ?? text.length,
      isLast: part === starts.length - 1,
    }
  }

  /** The part in which a character of a row stands. */
  partOf(row: number, character: number): number {
    return Math.max(
      0,
      this.#pieces(row).starts.findLastIndex((start) => start <= character),
    )
  }

  #pieces(row: number): Pieces {
    const known = this.#kept.get(row)
    if (known !== undefined) return known
    const text = shownText(this.#model, row, this.#options)
    const cells = rowCells(this.#model, row, this.#options)
    const isWrapped = (this.#options.wrap || this.#options.expanded.has(row)) && this.#model.width(row) > cells
    const pieces = { text, starts: isWrapped ? wrapText(text, cells) : [0], isCut: isCut(this.#model, row, this.#options) }
    if (!isWrapped) return pieces
    const oldest = this.#kept.size >= mostKept ? this.#kept.keys().next().value : undefined
    if (oldest !== undefined) this.#kept.delete(oldest)
    this.#kept.set(row, pieces)
    return pieces
  }
}
