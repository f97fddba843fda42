// The hunk whose rows are being read: what its header promised, and which line comes next on either side.
import { rowKinds, type RowKind } from '../model/rows.ts'
import { type HunkHeader } from '../../../../shared/patch/hunk-header.ts'

const plus = 43
const minus = 45
const blank = 32

export class OpenHunk {
  readonly isReadable: boolean
  readonly parents: number
  #extraRows = 0
  #oldLines: number[]
  #oldLeft: number[]
  #newLine: number
  #newLeft: number

  constructor(header: HunkHeader | undefined) {
    this.isReadable = header !== undefined
    this.parents = header?.olds.length ?? 1
    this.#oldLines = header?.olds.map(({ start }) => start) ?? [0]
    this.#oldLeft = header?.olds.map(({ count }) => count) ?? [0]
    this.#newLine = header?.new.start ?? 0
    this.#newLeft = header?.new.count ?? 0
  }

  get isDone(): boolean {
    if (this.#newLeft > 0) return false
    for (const left of this.#oldLeft) if (left > 0) return false
    return true
  }

  /** Lines are missing. The old sides of a combined diff do not tell: git counts parents that are the same only once. */
  get isShort(): boolean {
    return this.parents > 1 ? this.#newLeft > 0 : !this.isDone
  }

  /** Lines are there that no side has room for. */
  get isOver(): boolean {
    if (this.#extraRows > 0) return true
    return this.isReadable && this.parents === 1 && (this.#newLeft < 0 || (this.#oldLeft[0] ?? 0) < 0)
  }

  /** Whether a row begins with a sign; a context line may have lost its blank. */
  isSigned(bytes: Uint8Array, position: number): boolean {
    const sign = bytes[position]
    return sign === plus || sign === minus || sign === blank || this.parents > 1
  }

  /** What a row with these signs is. In a combined diff a `+` in any column makes it added, else a `-` removed. */
  kindAt(bytes: Uint8Array, position: number): RowKind {
    let isRemoved = false
    for (let parent = 0; parent < this.parents; parent++) {
      const sign = bytes[position + parent]
      if (sign === plus) return rowKinds.added
      if (sign === minus) isRemoved = true
    }
    return isRemoved ? rowKinds.removed : rowKinds.context
  }

  /** Counts a row; the answer is its line in the first old version and in the new one, 0 for none. */
  take(bytes: Uint8Array, position: number, kind: RowKind): { oldLine: number; newLine: number } {
    if (!this.isReadable) return { oldLine: 0, newLine: 0 }
    if (this.isDone) this.#extraRows++
    let oldLine = 0
    for (let parent = 0; parent < this.parents; parent++) {
      const sign = bytes[position + parent]
      // A removed row is in the versions that mark it; any other is in those that do not.
      const isIn = kind === rowKinds.removed ? sign === minus : sign !== plus
      if (!isIn) continue
      const line = this.#oldLines[parent] ?? 0
      if (parent === 0) oldLine = line
      this.#oldLines[parent] = line + 1
      this.#oldLeft[parent] = (this.#oldLeft[parent] ?? 0) - 1
    }
    if (kind === rowKinds.removed) return { oldLine, newLine: 0 }
    this.#newLeft--
    return { oldLine, newLine: this.#newLine++ }
  }
}
