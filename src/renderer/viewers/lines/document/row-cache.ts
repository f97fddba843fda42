// Rows the page has at hand, fetched from the worker in blocks around what is looked at.
import { type LineProgress } from './line-messages.ts'
import { type LineSource } from './line-source.ts'
import { type RowView, shownCharacters, type ShownRow } from '../shown-row.ts'

const blockRows = 64
/** About 16,000 rows: many screens, and little memory. Where much is folded, each line of the screen may lie in another block. */
const mostBlocks = 256

interface Block {
  rows: ShownRow[]
  /** False when the stream may still change it. */
  isFinal: boolean
  isAsked: boolean
  /** How far the stream had come when it was asked for. */
  asOf: LineProgress | undefined
}

export class RowCache {
  readonly #source: LineSource
  readonly #view: RowView
  readonly #blocks = new Map<number, Block>()
  readonly #whole = new Map<number, ShownRow>()
  readonly #listeners = new Set<(rows: readonly ShownRow[], first: number) => void>()

  constructor(source: LineSource, view: RowView) {
    this.#source = source
    this.#view = view
    // Asked at once, so that the first rows are answered the moment they are there.
    this.#blocks.set(0, { rows: [], isFinal: false, isAsked: true, asOf: undefined })
    void this.#fetch(0, false, undefined)
  }

  /** Calls back with rows that arrived or changed. */
  readonly watch = (listener: (rows: readonly ShownRow[], first: number) => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  get(row: number): ShownRow | undefined {
    return this.#whole.get(row) ?? this.#blocks.get(Math.floor(row / blockRows))?.rows[row % blockRows]
  }

  forEach(visit: (shown: ShownRow, row: number) => void): void {
    for (const [index, { rows }] of this.#blocks) {
      for (const [at, shown] of rows.entries()) visit(this.get(index * blockRows + at) ?? shown, index * blockRows + at)
    }
  }

  /** Sees to it that these rows arrive. */
  want(first: number, end: number): void {
    const { progress } = this.#source.getState()
    const last = Math.ceil(Math.min(end, progress.rowCount[this.#view]) / blockRows)
    for (let index = Math.max(0, Math.floor(first / blockRows)); index < last; index++) {
      const block = this.#blocks.get(index)
      if (block?.isAsked === true || block?.isFinal === true || block?.asOf === progress) continue
      const isFinal = (index + 1) * blockRows <= progress.firmRows[this.#view]
      this.#blocks.set(index, { rows: block?.rows ?? [], isFinal: false, isAsked: true, asOf: progress })
      void this.#fetch(index, isFinal, progress)
    }
  }

  /** Fetches a row that is shown cut, up to `characters`. */
  async showMore(row: number, characters: number): Promise<void> {
    const [whole] = await this.#source.ask({ ask: 'rows', view: this.#view, first: row, end: row + 1, limit: characters })
    if (whole === undefined) return
    this.#whole.set(row, whole)
    this.#tell([whole], row)
  }

  async #fetch(index: number, isFinal: boolean, asOf: LineProgress | undefined): Promise<void> {
    const first = index * blockRows
    const rows = await this.#source.ask({ ask: 'rows', view: this.#view, first, end: first + blockRows, limit: shownCharacters })
    // The latest asked for are kept: a Map remembers the order in which its keys came.
    this.#blocks.delete(index)
    this.#blocks.set(index, { rows, isFinal, isAsked: false, asOf })
    for (const oldest of this.#blocks.keys()) {
      if (this.#blocks.size <= mostBlocks) break
      this.#blocks.delete(oldest)
    }
    this.#tell(rows, first)
  }

  #tell(rows: readonly ShownRow[], first: number): void {
    for (const listener of this.#listeners) listener(rows, first)
  }
}
