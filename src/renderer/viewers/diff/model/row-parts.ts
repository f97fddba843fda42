// The pieces in which a row stands on screen, when it is wrapped or cut.
import { cellsOf, tabCells } from '../scan/cell-width.ts'
import { cutCells, partCount, type PlanOptions, rowCells } from './block-plan.ts'
import { type DiffModel } from './diff-model.ts'

export type RowPart =
  | { kind: 'text'; text: string; start: number; isLast: boolean }
  /** The row is longer than what is shown of it. */
  | { kind: 'cut'; bytes: number }

interface Pieces {
  text: string
  starts: number[]
}

/** Where each piece of `cells` cells starts. A tab or a wide character that crosses the border stays in the piece it starts in. */
function startsOf(text: string, cells: number): number[] {
  const starts = [0]
  let column = 0
  for (let index = 0; index < text.length; index++) {
    if (column >= starts.length * cells) starts.push(index)
    const codePoint = text.codePointAt(index) ?? 0
    column += cellsOf(codePoint, column)
    if (codePoint > 0xffff) index++
  }
  return starts
}

/** Characters of the text that fit into so many cells. */
function cutAt(text: string, cells: number): string {
  if (text.length * tabCells <= cells) return text
  let column = 0
  let index = 0
  while (index < text.length && column < cells) {
    const codePoint = text.codePointAt(index) ?? 0
    column += cellsOf(codePoint, column)
    index += codePoint > 0xffff ? 2 : 1
  }
  return text.slice(0, index)
}

/** What is shown of a row: all of it, or its beginning. */
export function shownText(model: DiffModel, row: number, options: PlanOptions): string {
  const isCut = model.width(row) > cutCells && !options.expanded.has(row)
  return isCut ? cutAt(model.text(row, cutCells * 4), cutCells) : model.text(row)
}

const mostKept = 8

/** Long rows in full, since their pieces are asked for one by one. */
export class RowParts {
  readonly #model: DiffModel
  readonly #options: PlanOptions
  readonly #kept = new Map<number, Pieces>()

  constructor(model: DiffModel, options: PlanOptions) {
    this.#model = model
    this.#options = options
  }

  /** Whether the row is so long; the row beside it may be longer. */
  has(row: number, part: number): boolean {
    return part < partCount(this.#model, row, this.#options)
  }

  part(row: number, part: number): RowPart {
    const isExpanded = this.#options.expanded.has(row)
    const isCut = this.#model.width(row) > cutCells && !isExpanded
    const last = partCount(this.#model, row, this.#options) - 1
    if (isCut && part === last) return { kind: 'cut', bytes: this.#model.byteCount(row) }
    const { text, starts } = this.#pieces(row, isExpanded || this.#options.wrap)
    const start = starts[part] ?? text.length
    const isLast = part === (isCut ? last - 1 : last)
    const end = isLast ? text.length : (starts[part + 1] ?? text.length)
    return { kind: 'text', text: text.slice(start, end), start, isLast }
  }

  /** The part in which a character of a row stands. */
  partOf(row: number, character: number): number {
    const { starts } = this.#pieces(row, this.#options.expanded.has(row) || this.#options.wrap)
    const after = starts.findIndex((start) => start > character)
    return after === -1 ? starts.length - 1 : after - 1
  }

  #pieces(row: number, isWrapped: boolean): Pieces {
    const known = this.#kept.get(row)
    if (known !== undefined) return known
    const text = shownText(this.#model, row, this.#options)
    const cells = rowCells(this.#model, row, this.#options)
    const fits = !isWrapped || this.#model.width(row) <= cells
    const pieces = { text, starts: fits ? [0] : startsOf(text, cells) }
    if (fits) return pieces
    const oldest = this.#kept.size >= mostKept ? this.#kept.keys().next().value : undefined
    if (oldest !== undefined) this.#kept.delete(oldest)
    this.#kept.set(row, pieces)
    return pieces
  }
}
