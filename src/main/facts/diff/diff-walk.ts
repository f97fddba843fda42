// Goes through the rows of a diff as the window's viewer shows them: the same paths, the same line numbers.
import { isHunkEnd, isLogRule } from '../../../shared/patch/hunk-end.ts'
import { type HunkHeader, readHunkHeader } from '../../../shared/patch/hunk-header.ts'
import { readPatchText } from '../../../shared/patch/patch-text.ts'
import { readLines } from '../text-lines.ts'
import { DiffNames } from './diff-names.ts'

export interface DiffWalker {
  /** A file begins. */
  file?: () => void
  /** A line in no hunk: of a file's header, or words around it. */
  outside?: (line: string) => void
  /** The header of the file that began last is whole; empty where it names nothing. */
  named?: (path: string) => void
  /** A hunk opens with the line `header`; rows follow until `endHunk`. `nth`, from 1, counts the patches of that path. */
  hunk: (file: { path: string; nth: number }, header: string) => void
  /** With its signs, one for each old side; a line number is 0 where the row is not on that side. */
  row: (signs: string, text: string, left: number, right: number) => void
  /** `\ No newline at end of file`, of the row before. */
  mark?: (line: string) => void
  endHunk?: () => void
}

const fileStart = /^(?:diff --git |diff --cc |diff --combined |diff -|Index: |==== \/\/|=== (?:added|modified|removed|renamed) file ')/

interface OpenHunk {
  oldLines: number[]
  oldLeft: number[]
  newLine: number
  newLeft: number
}

const isBlank = (line: string) => line === '' || line === '\r'
const isDone = ({ newLeft, oldLeft }: OpenHunk) => newLeft <= 0 && oldLeft.every((left) => left <= 0)

/** Hunks whose headers lie are read as far as their rows go. */
export async function walkDiff(content: AsyncIterable<Uint8Array>, walker: DiffWalker): Promise<void> {
  const walk = new DiffWalk(walker)
  await readLines(readPatchText(content), (line) => walk.line(line))
  walk.end()
}

/** Takes a diff a line at a time, without its line ends, as `readPatchText` leaves it. */
export class DiffWalk {
  private readonly walker: DiffWalker
  private readonly counts = new Map<string, number>()
  /** Two lines below decide what a line is. */
  private readonly ahead: string[] = []
  private names: DiffNames | undefined
  private hasPair = false
  private file = { path: '', nth: 1 }
  private hunk: OpenHunk | undefined
  /** Blank lines below a hunk that has all its rows: they are rows of it only if more of its rows follow. */
  private blanksHeld = 0

  constructor(walker: DiffWalker) {
    this.walker = walker
  }

  line(line: string): void {
    this.ahead.push(line)
    if (this.ahead.length > 2) this.take(this.ahead.shift() ?? '')
  }

  end(): void {
    for (let line = this.ahead.shift(); line !== undefined; line = this.ahead.shift()) this.take(line)
    this.endHunk()
    this.closeHeader()
  }

  private take(line: string): void {
    if (this.hunk === undefined) return this.readOutside(line)
    if (line.startsWith('\\') && this.blanksHeld === 0) return this.walker.mark?.(line)
    if (isBlank(line) && isDone(this.hunk)) {
      this.blanksHeld++
      return
    }
    if (this.isRow(line, this.hunk)) {
      for (; this.blanksHeld > 0; this.blanksHeld--) this.readRow('', this.hunk)
      return this.readRow(line, this.hunk)
    }
    this.endHunk()
    this.readOutside(line)
  }

  private startsPair(line: string): boolean {
    return line.startsWith('--- ') && this.ahead[0]?.startsWith('+++ ') === true
  }

  private isRow(line: string, hunk: OpenHunk): boolean {
    const first = line.charAt(0)
    if (first === '+' || first === ' ') return true
    if (first === '-') {
      if (this.startsPair(line) && this.ahead[1]?.startsWith('@@') === true) return false
      return !(isDone(hunk) && isLogRule(line)) && !this.isSignature(line, hunk)
    }
    return !isDone(hunk) && (isBlank(line) || (hunk.oldLines.length === 1 && !isHunkEnd(line)))
  }

  private isSignature(line: string, hunk: OpenHunk): boolean {
    if (!/^-- ?\r?$/.test(line)) return false
    const [below] = this.ahead
    return below === undefined || /^\d/.test(below) || (isDone(hunk) && (line.startsWith('-- ') || isBlank(below)))
  }

  private readRow(line: string, hunk: OpenHunk): void {
    const width = hunk.oldLines.length
    const isUnsigned = isBlank(line) || (width === 1 && !/^[-+ ]/.test(line))
    const signs = isUnsigned ? ' '.repeat(width) : line.slice(0, width)
    const isAdded = signs.includes('+')
    const isRemoved = !isAdded && signs.includes('-')
    let left = 0
    for (const [parent, number] of hunk.oldLines.entries()) {
      const isIn = isRemoved ? signs[parent] === '-' : signs[parent] !== '+'
      if (!isIn) continue
      if (parent === 0) left = number
      hunk.oldLines[parent] = number + 1
      hunk.oldLeft[parent] = (hunk.oldLeft[parent] ?? 0) - 1
    }
    let right = 0
    if (!isRemoved) {
      hunk.newLeft--
      right = hunk.newLine++
    }
    this.walker.row(signs, (isUnsigned ? line : line.slice(width)).replace(/\r$/, ''), left, right)
  }

  private endHunk(): void {
    if (this.hunk === undefined) return
    this.hunk = undefined
    this.walker.endHunk?.()
    for (; this.blanksHeld > 0; this.blanksHeld--) this.walker.outside?.('')
  }

  private readOutside(line: string): void {
    const header = readHunkHeader(line)
    if (header !== undefined) return this.openHunk(line, header)
    if (fileStart.test(line) && !(line.startsWith('diff -u') && this.names !== undefined && !this.hasPair)) this.openFile(line)
    else if (this.startsPair(line)) {
      if (this.names === undefined || this.hasPair) this.openFile('')
      this.hasPair = true
    }
    this.names?.headerLine(line)
    this.walker.outside?.(line)
  }

  private openFile(line: string): void {
    this.closeHeader()
    this.walker.file?.()
    this.names = new DiffNames()
    this.hasPair = false
    if (line.startsWith('diff --git ')) this.names.gitLine(line.slice('diff --git '.length))
    else if (/^diff --(?:cc|combined) /.test(line)) this.names.combinedLine(line.replace(/^diff --\w+ /, ''))
    else if (line.startsWith('==== //')) this.names.perforceLine(line)
    else if (line.startsWith('Index: ')) this.names.combinedLine(line.slice('Index: '.length))
  }

  /** Names are whole when the first hunk or the next file comes. */
  private closeHeader(): void {
    if (this.names === undefined) return
    const path = this.names.path() ?? ''
    const nth = (this.counts.get(path) ?? 0) + 1
    this.counts.set(path, nth)
    this.file = { path, nth }
    this.names = undefined
    this.walker.named?.(path)
  }

  private openHunk(line: string, header: HunkHeader): void {
    this.closeHeader()
    this.hunk = {
      oldLines: header.olds.map(({ start }) => start),
      oldLeft: header.olds.map(({ count }) => count),
      newLine: header.new.start,
      newLeft: header.new.count,
    }
    this.walker.hunk(this.file, line)
  }
}
