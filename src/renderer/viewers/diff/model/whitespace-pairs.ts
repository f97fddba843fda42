// Removed and added lines that differ in white space only.

/** What the worker found in one hunk, named by its header row. */
export interface HunkWhitespace {
  hunkRow: number
  /** Nothing else changed in the hunk. */
  isUnchanged: boolean
  removed: Uint32Array
  added: Uint32Array
}

export class WhitespacePairs {
  readonly #partners = new Map<number, number>()
  readonly #hidden = new Set<number>()
  readonly #unchanged = new Set<number>()

  add(hunk: HunkWhitespace): void {
    if (hunk.isUnchanged) this.#unchanged.add(hunk.hunkRow)
    for (const [index, row] of hunk.added.entries()) {
      const removed = hunk.removed[index]
      if (removed === undefined) continue
      this.#partners.set(row, removed)
      this.#hidden.add(removed)
    }
  }

  /** The removed row that an added row repeats but for white space. */
  partnerOf(addedRow: number): number | undefined {
    return this.#partners.get(addedRow)
  }

  isRepeated(removedRow: number): boolean {
    return this.#hidden.has(removedRow)
  }

  isUnchanged(hunkRow: number): boolean {
    return this.#unchanged.has(hunkRow)
  }
}
