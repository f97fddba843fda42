// Counts a context diff (`*** 1,4 ****`) as diffstat does: `!` lines are changed ones, kept apart from what was added or removed.
import { DiffNames } from './diff-names.ts'
import { DiffTally } from './diff-tally.ts'

const section = /^(?:\*\*\*|---) \d+(?:,\d+)? (?:\*\*\*\*|----)\s*$/
const hunkMark = /^\*{15}/

export class ContextDiffScan {
  readonly tally = new DiffTally()
  changedLines = 0
  private inSection = false
  private previous = ''
  private beforePrevious = ''

  line(line: string): void {
    if (hunkMark.test(line)) {
      this.inSection = false
      if (this.beforePrevious.startsWith('*** ') && this.previous.startsWith('--- ') && !section.test(this.previous)) this.openFile()
    } else if (section.test(line)) this.inSection = true
    else if (this.inSection) this.sectionLine(line)
    this.beforePrevious = this.previous
    this.previous = line
  }

  private sectionLine(line: string): void {
    if (line.startsWith('+ ')) this.tally.insertions++
    else if (line.startsWith('- ')) this.tally.deletions++
    else if (line.startsWith('! ')) this.changedLines++
    else if (!line.startsWith('  ') && !line.startsWith('\\') && line.trim() !== '') this.inSection = false
  }

  private openFile(): void {
    const names = new DiffNames()
    names.headerLine(`--- ${this.beforePrevious.slice(4)}`)
    names.headerLine(`+++ ${this.previous.slice(4)}`)
    this.tally.addFile(names)
  }
}
