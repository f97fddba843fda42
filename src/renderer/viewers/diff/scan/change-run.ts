// The removed lines and the added lines right after them, which together are one change.
import { rowKinds, type RowKind, type RowShifts } from '../model/rows.ts'
import { alignChange, mostComparisons } from './change-alignment.ts'
import { type RowBuffer } from './row-buffer.ts'

export class ChangeRun {
  readonly #rows: RowBuffer
  #removed = 0
  #added = 0
  #shiftRows: number[] = []
  #shiftSlots: number[] = []

  constructor(rows: RowBuffer) {
    this.#rows = rows
  }

  /** Counts the row that is about to be pushed. */
  add(bytes: Uint8Array, kind: RowKind): void {
    if (kind === rowKinds.added) this.#added++
    else {
      if (this.#added > 0 || kind !== rowKinds.removed) this.end(bytes)
      if (kind === rowKinds.removed) this.#removed++
    }
  }

  /** The change is over: its shorter side is spread along the longer. */
  end(bytes: Uint8Array): void {
    const removed = this.#removed
    const added = this.#added
    this.#removed = 0
    this.#added = 0
    if (removed === 0 || added === 0 || removed === added) return
    const firstAdded = this.#rows.nextRow - added
    const firstRemoved = firstAdded - removed
    // A change that began in a segment already handed out stays as it is.
    if (firstRemoved < this.#rows.firstRow) return
    const offsets = (first: number, count: number) => Array.from({ length: count }, (_, index) => this.#rows.offsetOf(first + index) ?? 0)
    const isRemovedShorter = removed < added
    const firstShorter = isRemovedShorter ? firstRemoved : firstAdded
    if (removed * added > mostComparisons) return
    const slots = isRemovedShorter
      ? alignChange(bytes, offsets(firstRemoved, removed), offsets(firstAdded, added))
      : alignChange(bytes, offsets(firstAdded, added), offsets(firstRemoved, removed))
    slots?.forEach((slot, index) => {
      if (slot === index) return
      this.#shiftRows.push(firstShorter + index)
      this.#shiftSlots.push(slot)
    })
  }

  take(): RowShifts {
    const taken = { rows: Uint32Array.from(this.#shiftRows), slots: Uint16Array.from(this.#shiftSlots) }
    this.#shiftRows = []
    this.#shiftSlots = []
    return taken
  }
}
