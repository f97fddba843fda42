// What of a diff the reader has seen, as the rows show it.
import { type DiffFile } from '../model/diff-file.ts'
import { type Block } from '../model/diff-model.ts'
import { type Seeable } from './hunk-content.ts'
import { type Marks } from './use-marks.ts'

/** The reader's marks in the store, and the way to change them. */
export interface ViewedMarks {
  /** Undefined until they are known. */
  marks: ReadonlySet<string> | undefined
  /** Undefined where nothing can be kept. */
  change: ((marks: readonly string[], isViewed: boolean) => void) | undefined
}

export type Share = 'none' | 'some' | 'all'

export class Viewing {
  /** Keys of what was seen. */
  readonly seen: ReadonlySet<number>
  readonly total: number
  readonly #filesSeen = new Map<number, number>()
  readonly #filesTotal = new Map<number, number>()

  constructor(known: Marks | undefined, viewed: ReadonlySet<string> | undefined) {
    const seen = new Set<number>()
    for (const { key, file } of known?.all ?? []) {
      this.#filesTotal.set(file.index, (this.#filesTotal.get(file.index) ?? 0) + 1)
      if (viewed?.has(known?.markOf.get(key) ?? '') !== true) continue
      seen.add(key)
      this.#filesSeen.set(file.index, (this.#filesSeen.get(file.index) ?? 0) + 1)
    }
    this.seen = seen
    this.total = known?.all.length ?? 0
  }

  hasSeen(block: Block): boolean {
    return this.seen.has(block.firstRow)
  }

  shareOf(file: DiffFile): Share {
    const seen = this.#filesSeen.get(file.index) ?? 0
    return seen === 0 ? 'none' : seen === this.#filesTotal.get(file.index) ? 'all' : 'some'
  }
}

/** What a press on a hunk or on a file's header means: all of it, unless all was seen; then none. */
export function pressed(target: Block | DiffFile, all: readonly Seeable[]): readonly Seeable[] {
  if ('firstHunk' in target) return all.filter(({ file }) => file.index === target.index)
  return all.filter(({ key }) => key === target.firstRow)
}
