import { ownText } from '../own-text.ts'
import { type DiffNames } from './diff-names.ts'

const pathsKept = 2_000

/** What a diff amounts to, counted file by file. */
export class DiffTally {
  files = 0
  insertions = 0
  deletions = 0
  binaries = 0
  renames = 0
  readonly paths: string[] = []

  /** Counts a file; its path is read when the header is complete. */
  addFile(names: DiffNames): void {
    this.files++
    const path = this.paths.length < pathsKept ? names.path() : undefined
    if (path !== undefined) this.paths.push(ownText(path))
  }
}
