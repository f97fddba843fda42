// Painted rows of what is on screen and near it, asked of the worker one window at a time.
import { type DiffReader } from '../diff-reader.ts'
import { type RowPaint } from '../marks/row-paint.ts'
import { planBlock } from '../model/block-plan.ts'
import { type Block, DiffModel } from '../model/diff-model.ts'

const windowRows = 256
const mostWindows = 128
const mostPairings = 16

interface PaintWindow {
  block: Block
  firstRow: number
  endRow: number
}

interface Painted {
  endRow: number
  paint: RowPaint
  rows: PaintedRow[]
}

/** The paint of one row. */
export interface PaintedRow {
  paint: RowPaint
  index: number
}

function windowOf(block: Block, row: number): PaintWindow {
  const firstRow = block.firstRow + Math.floor((row - block.firstRow) / windowRows) * windowRows
  return { block, firstRow, endRow: Math.min(firstRow + windowRows, block.endRow) }
}

/** Paints that have come; another object when more have. */
export class Paints {
  readonly #painted: ReadonlyMap<number, Painted>

  constructor(painted: ReadonlyMap<number, Painted>) {
    this.#painted = painted
  }

  get(block: Block, row: number): PaintedRow | undefined {
    const { firstRow, endRow } = windowOf(block, row)
    const known = this.#painted.get(firstRow)
    if (known === undefined || known.endRow < endRow) return undefined
    // The same object each time, so that rows need not be painted again.
    return (known.rows[row - firstRow] ??= { paint: known.paint, index: row - firstRow })
  }
}

export class PaintStore {
  readonly #reader: DiffReader
  readonly #painted = new Map<number, Painted>()
  readonly #pairings = new Map<string, Int32Array>()
  readonly #listeners = new Set<() => void>()
  #model = new DiffModel()
  #paints = new Paints(this.#painted)
  #wanted: PaintWindow[] = []
  #isBusy = false

  constructor(reader: DiffReader) {
    this.#reader = reader
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  getPaints = (): Paints => this.#paints

  /** Rows by block, the most urgent first. What was wanted before and is not any more is dropped. */
  want(model: DiffModel, rows: Iterable<{ block: Block; row: number }>): void {
    this.#model = model
    const windows = new Map<number, PaintWindow>()
    for (const { block, row } of rows) {
      if (!block.isHunk || this.#paints.get(block, row) !== undefined) continue
      const window = windowOf(block, row)
      windows.set(window.firstRow, window)
    }
    this.#wanted = [...windows.values()]
    this.#next()
  }

  #next(): void {
    const window = this.#isBusy ? undefined : this.#wanted.shift()
    if (window === undefined) return
    this.#isBusy = true
    this.#paint(window).then(
      (paint) => this.#keep(window, paint),
      // Rows stay readable without colours.
      () => this.#keep(window, { firsts: new Uint32Array(windowRows + 1), ends: new Uint16Array(0), classes: new Uint8Array(0) }),
    )
  }

  #keep(window: PaintWindow, paint: RowPaint): void {
    this.#isBusy = false
    const oldest = this.#painted.size >= mostWindows ? this.#painted.keys().next().value : undefined
    if (oldest !== undefined) this.#painted.delete(oldest)
    this.#painted.set(window.firstRow, { endRow: window.endRow, paint, rows: [] })
    this.#paints = new Paints(this.#painted)
    for (const listener of this.#listeners) listener()
    this.#next()
  }

  #paint({ block, firstRow, endRow }: PaintWindow): Promise<RowPaint> {
    const pairing = this.#pairingOf(block)
    const rows = Array.from({ length: endRow - firstRow }, (_, index) => firstRow + index)
    const places = new Map(rows.map((row, index) => [row, index]))
    // Words are compared with the line beside, so that one comes along even when it lies outside.
    for (const row of rows.slice()) {
      const partner = pairing[row - block.firstRow] ?? -1
      if (partner < 0 || places.has(partner)) continue
      places.set(partner, rows.length)
      rows.push(partner)
    }
    const partners = rows.map((row) => {
      const partner = pairing[row - block.firstRow] ?? -1
      return partner < 0 ? -1 : (places.get(partner) ?? -1)
    })
    return this.#reader.paint({
      path: block.file.path,
      ...this.#model.lineBytes(rows),
      kinds: Uint8Array.from(rows, (row) => this.#model.kind(row)),
      signCounts: Uint8Array.from(rows, (row) => this.#model.signCount(row)),
      partners: Int32Array.from(partners),
    })
  }

  /** For each row of the block, the row beside it in two columns, or -1. */
  #pairingOf(block: Block): Int32Array {
    const key = `${block.firstRow}-${block.endRow}`
    const known = this.#pairings.get(key)
    if (known !== undefined) return known
    const { left, right } = planBlock(this.#model, block, {
      mode: 'split',
      cells: Number.MAX_SAFE_INTEGER,
      wideCells: Number.MAX_SAFE_INTEGER,
      wrap: false,
      expanded: new Set(),
      whitespace: undefined,
      hidden: undefined,
    })
    const pairing = new Int32Array(block.endRow - block.firstRow).fill(-1)
    for (const [index, row] of left.entries()) {
      const beside = right[index] ?? -1
      if (row < 0 || beside < 0 || row === beside) continue
      pairing[row - block.firstRow] = beside
      pairing[beside - block.firstRow] = row
    }
    const oldest = this.#pairings.size >= mostPairings ? this.#pairings.keys().next().value : undefined
    if (oldest !== undefined) this.#pairings.delete(oldest)
    this.#pairings.set(key, pairing)
    return pairing
  }
}
