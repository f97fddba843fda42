// Counts the lines of a diff that `git apply` refuses or does not know: hunk headers that lie, combined diffs, hunks without a file.
import { DiffNames } from './diff-names.ts'
import { DiffTally } from './diff-tally.ts'
import { isHunkEnd, isLogRule } from '../../../shared/patch/hunk-end.ts'
import { readHunkHeader } from '../../../shared/patch/hunk-header.ts'

type State =
  /** Text around diffs: nothing counts. */
  | 'search'
  /** Below a file's header, before its first hunk. */
  | 'header'
  | 'hunk'
  /** Behind a hunk that has all its lines; more changed lines may follow if its header lied. */
  | 'behind-hunk'

/** Between a patch in a mail and the mailer's signature. */
const signature = /^--\s*$/
const bodyLine = /^(?:[ +\-\\]|\r?$)/
const binaryLine = /^(?:GIT binary patch|Binary file.* (?:differ|has changed))\s*$/

export class LineByLineScan {
  readonly tally = new DiffTally()
  combinedFiles = 0
  /** Hunks whose headers disagree with their lines. */
  inconsistentHunks = 0
  private state: State = 'search'
  private names = new DiffNames()
  private fileOpen = false
  /** A file is counted when something follows that only a diff has. */
  private filePending = false
  /** Lines left in each old side; one, or one for each parent of a combined diff. */
  private oldLeft: number[] = []
  private newLeft = 0
  private hunkLies = false
  private previous = ''
  private beforePrevious = ''
  /** Behind a hunk, a `--- ` and perhaps a `+++ ` line: the next file's header if a hunk follows, else changed lines. */
  private held: string[] = []

  line(line: string): void {
    if (this.state === 'hunk' && !this.endsHunkEarly(line)) this.hunkLine(line)
    else this.outsideLine(line)
    this.beforePrevious = this.previous
    this.previous = line
  }

  end(): void {
    this.closeHunk()
    this.releaseHeld()
    this.countPending()
  }

  private endsHunkEarly(line: string): boolean {
    if (signature.test(this.previous) && !bodyLine.test(line)) return true
    // The old sides of a combined diff cannot be relied on: git counts them once for parents that are the same.
    if (this.isCombined() && this.newLeft === 0 && !/^ *-[ -]*$/.test(this.signs(line))) return true
    if (!isHunkEnd(line)) return false
    if (line.startsWith('@@') && this.followsPair()) {
      // What looked like two changed lines is the next file's header.
      this.tally.insertions--
      this.tally.deletions--
      this.closeHunk()
      this.openPair()
    }
    return true
  }

  private followsPair(): boolean {
    return this.previous.startsWith('+++ ') && this.beforePrevious.startsWith('--- ')
  }

  private hunkLine(line: string): void {
    this.countHunkLine(line)
    if (this.newLeft < 0 || (!this.isCombined() && this.oldLeft.some((left) => left < 0))) this.hunkLies = true
    if (this.newLeft <= 0 && this.oldLeft.every((left) => left <= 0)) {
      this.closeHunk()
      this.state = 'behind-hunk'
    }
  }

  private isCombined(): boolean {
    return this.oldLeft.length > 1
  }

  private signs(line: string): string {
    return line.slice(0, this.oldLeft.length)
  }

  private countHunkLine(line: string): void {
    const signs = this.signs(line)
    if (line.startsWith('\\')) return
    if (signs.includes('-') && !signs.includes('+')) {
      this.tally.deletions++
      this.takeOld((sign) => sign === '-', signs)
      return
    }
    if (signs.includes('+')) this.tally.insertions++
    // A context line that lost its sign.
    else if (!/^ *\r?$/.test(signs)) this.hunkLies = true
    this.newLeft--
    this.takeOld((sign) => sign !== '+', signs)
  }

  private takeOld(takes: (sign: string) => boolean, signs: string): void {
    for (const side of this.oldLeft.keys()) if (takes(signs.charAt(side))) this.oldLeft[side] = (this.oldLeft[side] ?? 0) - 1
  }

  private closeHunk(): void {
    if (this.state !== 'hunk') return
    if (this.newLeft > 0 || (!this.isCombined() && this.oldLeft.some((left) => left > 0))) {
      this.hunkLies = true
      if (signature.test(this.previous)) this.tally.deletions--
    }
    if (this.hunkLies) this.inconsistentHunks++
    this.state = 'behind-hunk'
  }

  private outsideLine(line: string): void {
    this.closeHunk()
    if (line.startsWith('@@')) return this.hunkHeader(line)
    if (line.startsWith('diff --git ')) {
      this.releaseHeld()
      this.openFile()
      this.names.gitLine(line.slice(11))
    } else if (/^diff --(?:cc|combined) /.test(line)) {
      this.releaseHeld()
      this.openFile()
      this.combinedFiles++
      this.names.combinedLine(line.replace(/^diff --\w+ /, ''))
    } else if (line.startsWith('==== //')) {
      this.releaseHeld()
      this.openFile()
      this.names.perforceLine(line)
    } else if (this.state === 'header') this.fileHeader(line)
    else if (this.state === 'behind-hunk') this.lineBehindHunk(line)
  }

  private fileHeader(line: string): void {
    this.names.headerLine(line)
    if (/^rename (?:from|old) /.test(line)) this.tally.renames++
    if (binaryLine.test(line)) {
      this.tally.binaries++
      this.state = 'search'
    }
  }

  /** Changed lines that no hunk header announced, until something else comes. */
  private lineBehindHunk(line: string): void {
    if (line.startsWith(['--- ', '+++ '][this.held.length] ?? '\n')) {
      this.held.push(line)
      return
    }
    this.releaseHeld()
    if (signature.test(line) || isLogRule(line) || !bodyLine.test(line)) this.state = 'search'
    else this.countBehindHunk(line)
  }

  private releaseHeld(): void {
    for (const line of this.held) this.countBehindHunk(line)
    this.held = []
  }

  private countBehindHunk(line: string): void {
    if (!line.startsWith('+') && !line.startsWith('-')) return
    if (!this.hunkLies) this.inconsistentHunks++
    this.hunkLies = true
    if (line.startsWith('+')) this.tally.insertions++
    else this.tally.deletions++
  }

  private hunkHeader(line: string): void {
    const header = readHunkHeader(line)
    if (this.held.length === 2) this.held = []
    else this.releaseHeld()
    if (this.state !== 'header' && this.followsPair()) this.openPair()
    if (header === undefined && !this.fileOpen) return
    if (!this.fileOpen) this.openFile()
    this.countPending()
    this.state = 'hunk'
    this.hunkLies = false
    this.oldLeft = header?.olds.map(({ count }) => count) ?? [0]
    this.newLeft = header?.new.count ?? 0
    const isEmpty = this.newLeft + this.oldLeft.reduce((sum, left) => sum + left, 0) === 0
    if (!isEmpty) return
    this.hunkLies = header === undefined
    if (this.hunkLies) this.inconsistentHunks++
    this.state = 'behind-hunk'
  }

  private openPair(): void {
    this.openFile()
    this.names.headerLine(this.beforePrevious)
    this.names.headerLine(this.previous)
  }

  private openFile(): void {
    this.countPending()
    this.names = new DiffNames()
    this.fileOpen = true
    this.filePending = true
    this.state = 'header'
  }

  private countPending(): void {
    if (this.filePending) this.tally.addFile(this.names)
    this.filePending = false
  }
}
