// Reads a patch by the rules of `git apply`, so that the counts are those of `git apply --numstat`; where git would refuse, it says so.
import { DiffNames } from './diff-names.ts'
import { DiffTally } from './diff-tally.ts'
import { readHunkHeader } from '../../../shared/patch/hunk-header.ts'

type State =
  | 'search'
  /** After `--- `, after `+++ `: a patch only if a hunk follows. */
  | 'old-name'
  | 'new-name'
  | 'git-header'
  /** Behind a header without a hunk: perhaps a binary patch. */
  | 'git-body'
  | 'between-hunks'
  | 'hunk'
  | 'hunk-end'
  | 'binary-method'
  | 'binary-data'
  | 'refused'

const extendedHeader =
  /^(?:--- |\+\+\+ |old mode |new mode |deleted file mode |new file mode |copy from |copy to |rename old |rename new |rename from |rename to |similarity index |dissimilarity index |index )/

export class GitApplyScan {
  readonly tally = new DiffTally()
  private state: State = 'search'
  private names = new DiffNames()
  private extended = 0
  private renamed = false
  private oldLeft = 0
  private newLeft = 0
  private changed = false
  private binaryHunks = 0

  /** git would call the patch corrupt: the tally is not git's. */
  get refused(): boolean {
    return this.state === 'refused'
  }

  line(line: string): void {
    switch (this.state) {
      case 'search':
        return this.search(line)
      case 'old-name':
        if (!line.startsWith('+++ ')) return this.search(line)
        this.names.headerLine(line)
        this.state = 'new-name'
        return
      case 'new-name':
        if (!line.startsWith('@@ -')) return this.search(line)
        this.tally.addFile(this.names)
        return this.betweenHunks(line)
      case 'git-header':
        return this.gitHeader(line)
      case 'git-body':
        return this.gitBody(line)
      case 'between-hunks':
        return this.betweenHunks(line)
      case 'hunk':
        return this.hunk(line)
      case 'hunk-end':
        this.state = 'between-hunks'
        // The mark of a missing newline that belongs to the hunk's last line.
        return line.startsWith('\\ ') && line.length >= 12 ? undefined : this.betweenHunks(line)
      case 'binary-method':
        return this.binaryMethod(line)
      case 'binary-data':
        return this.binaryData(line)
      case 'refused':
    }
  }

  end(): void {
    if (this.state === 'git-header' && this.extended > 0) this.finishGitHeader()
    if (this.state === 'hunk' || this.state === 'binary-data') this.state = 'refused'
    if (this.state === 'binary-method' && this.binaryHunks === 0) this.state = 'refused'
  }

  private search(line: string): void {
    this.state = 'search'
    if (line.length < 5) return
    if (line.startsWith('@@ -') || line.startsWith('@@ +')) {
      // A hunk without a header, or one that git reads only the other way round.
      if (readHunkHeader(line) !== undefined) this.state = 'refused'
    } else if (line.startsWith('diff --git ')) {
      this.names = new DiffNames()
      this.names.gitLine(line.slice(11))
      this.extended = 0
      this.renamed = false
      this.state = 'git-header'
    } else if (line.startsWith('--- ')) {
      this.names = new DiffNames()
      this.names.headerLine(line)
      this.state = 'old-name'
    }
  }

  private gitHeader(line: string): void {
    if (extendedHeader.test(line)) {
      this.extended++
      this.names.headerLine(line)
      if (/^rename (?:from|old) /.test(line)) this.renamed = true
      return
    }
    if (this.extended === 0) return this.search(line)
    this.finishGitHeader()
    this.line(line)
  }

  private finishGitHeader(): void {
    this.tally.addFile(this.names)
    if (this.renamed) this.tally.renames++
    this.state = 'git-body'
  }

  private gitBody(line: string): void {
    if (line.startsWith('@@ -')) return this.betweenHunks(line)
    if (line.trimEnd() === 'GIT binary patch') {
      this.tally.binaries++
      this.binaryHunks = 0
      this.state = 'binary-method'
    } else if (/^(?:Binary files|Files) .* differ\r?$/.test(line)) {
      this.tally.binaries++
      this.state = 'search'
    } else this.search(line)
  }

  private betweenHunks(line: string): void {
    if (!line.startsWith('@@ -')) return this.search(line)
    const header = readHunkHeader(line)
    this.oldLeft = header?.olds[0].count ?? 0
    this.newLeft = header?.new.count ?? 0
    this.changed = false
    this.state = this.oldLeft + this.newLeft === 0 ? 'refused' : 'hunk'
  }

  private hunk(line: string): void {
    switch (line.charAt(0)) {
      case ' ':
      case '':
        this.oldLeft--
        this.newLeft--
        break
      case '-':
        this.oldLeft--
        this.tally.deletions++
        this.changed = true
        break
      case '+':
        this.newLeft--
        this.tally.insertions++
        this.changed = true
        break
      case '\\':
        if (line.length < 11 || line.charAt(1) !== ' ') this.state = 'refused'
        return
      default:
        this.state = 'refused'
        return
    }
    if (this.oldLeft < 0 || this.newLeft < 0) this.state = 'refused'
    else if (this.oldLeft + this.newLeft === 0) this.state = this.changed ? 'hunk-end' : 'refused'
  }

  private binaryMethod(line: string): void {
    if (/^(?:literal|delta) \d/.test(line)) {
      this.binaryHunks++
      this.state = 'binary-data'
    } else if (this.binaryHunks === 0) this.state = 'refused'
    else this.search(line)
  }

  private binaryData(line: string): void {
    if (line.trimEnd() === '') this.state = this.binaryHunks < 2 ? 'binary-method' : 'search'
    else if (!/^[A-Za-z]\S{5,}\r?$/.test(line)) this.state = 'refused'
  }
}
