// Two diffs that are scrolled together: the one under the reader's hand leads, the others follow to the same file and line.
import { type DiffPosition } from './diff-position.ts'

export interface LinkedDiff {
  position: () => DiffPosition | undefined
  goTo: (position: DiffPosition) => void
}

export class ScrollLink {
  readonly #diffs = new Set<LinkedDiff>()
  #leader: LinkedDiff | undefined

  join(diff: LinkedDiff): () => void {
    this.#diffs.add(diff)
    return () => {
      this.#diffs.delete(diff)
      if (this.#leader === diff) this.#leader = undefined
    }
  }

  /** The reader has taken this one in hand. */
  lead(diff: LinkedDiff): void {
    this.#leader = diff
  }

  /** Scrolling of a diff that follows is not answered. */
  moved(diff: LinkedDiff): void {
    if (this.#leader !== diff) return
    const position = diff.position()
    if (position === undefined) return
    for (const other of this.#diffs) if (other !== diff) other.goTo(position)
  }
}
