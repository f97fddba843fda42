// Submodules that a diff names by their commits (`diff.submodule=log`), in lines that are no patch.
import { DiffNames } from './diff-names.ts'
import { type DiffTally } from './diff-tally.ts'

const submodule = /^Submodule (\S.*?) (?:[0-9a-f]{7,}\.{2,3}[0-9a-f]{7,}|contains (?:un)?(?:tracked|modified) content)/

export class SubmoduleScan {
  readonly #found: DiffNames[] = []
  #previous: string | undefined

  line(line: string): void {
    const path = submodule.exec(line)?.[1]
    // One that was also touched has several lines below each other.
    if (path !== undefined && path !== this.#previous) {
      const names = new DiffNames()
      names.combinedLine(path)
      this.#found.push(names)
    }
    this.#previous = path
  }

  addTo(tally: DiffTally): void {
    for (const names of this.#found) tally.addFile(names)
  }
}
