// Which lines of which files a diff changes, as numbers of the new files.
import { readHunkHeader } from '../../../shared/patch/hunk-header.ts'
import { readPatchText } from '../../../shared/patch/patch-text.ts'
import { DiffNames } from '../diff/diff-names.ts'
import { ownText } from '../own-text.ts'
import { readLines } from '../text-lines.ts'

export interface ChangedHunk {
  /** Lines of the new file that the hunk shows; both ends belong to it. */
  first: number
  last: number
  /** Stretches of added lines, in order: first, last, first, last … */
  added: number[]
}

export interface ChangedFile {
  path: string
  /** Which of the diff's patches of this path, from 1. */
  nth: number
  hunks: ChangedHunk[]
}

const filesKept = 20_000
const hunksKept = 200_000

class ChangesScan {
  readonly files: ChangedFile[] = []
  private readonly seen = new Map<string, number>()
  private names = new DiffNames()
  private file: ChangedFile | undefined
  private hunk: { at: ChangedHunk; line: number; oldLeft: number; newLeft: number } | undefined
  private hunks = 0

  line(text: string): void {
    if (this.hunk !== undefined && this.hunkLine(this.hunk, text)) return
    this.hunk = undefined
    if (text.startsWith('diff --git ')) {
      this.open()
      this.names.gitLine(text.slice('diff --git '.length))
    } else if (text.startsWith('@@ ')) this.openHunk(text)
    else {
      // Without a `diff` line, `---` begins the next file.
      if (text.startsWith('--- ') && this.file !== undefined) this.open()
      this.names.headerLine(text)
    }
  }

  private open(): void {
    this.names = new DiffNames()
    this.file = undefined
  }

  private openHunk(text: string): void {
    const header = readHunkHeader(text)
    this.file ??= this.nameFile()
    if (header === undefined || this.file === undefined || ++this.hunks > hunksKept) return
    const { start: line, count: newLeft } = header.new
    const at: ChangedHunk = { first: line, last: line - 1, added: [] }
    this.file.hunks.push(at)
    this.hunk = { at, line, oldLeft: header.olds[0].count, newLeft }
  }

  private nameFile(): ChangedFile | undefined {
    const path = this.names.path()
    if (path === undefined || this.files.length >= filesKept) return undefined
    const nth = (this.seen.get(path) ?? 0) + 1
    this.seen.set(path, nth)
    const file: ChangedFile = { path: ownText(path), nth, hunks: [] }
    this.files.push(file)
    return file
  }

  /** False when the line is no longer of the hunk. Headers that promise too few lines occur in what agents write. */
  private hunkLine(hunk: NonNullable<typeof this.hunk>, text: string): boolean {
    const isOver = hunk.oldLeft <= 0 && hunk.newLeft <= 0
    const sign = text.charAt(0)
    if (isOver && (sign === '' || /^(?:--- |\+\+\+ |-- ?$)/.test(text))) return false
    if (sign === '-') {
      hunk.oldLeft--
      return true
    }
    if (sign !== '+' && sign !== ' ' && sign !== '') return sign === '\\'
    if (sign === '+') {
      const { added } = hunk.at
      if (added.at(-1) === hunk.line - 1) added[added.length - 1] = hunk.line
      else added.push(hunk.line, hunk.line)
    } else hunk.oldLeft--
    hunk.newLeft--
    hunk.at.last = hunk.line
    hunk.line++
    return true
  }
}

/** The changed files of a diff that have lines; a file that was deleted has none. */
export async function readChanges(content: AsyncIterable<Uint8Array>): Promise<ChangedFile[]> {
  const scan = new ChangesScan()
  await readLines(readPatchText(content), (line) => scan.line(line.endsWith('\r') ? line.slice(0, -1) : line))
  return scan.files
}
