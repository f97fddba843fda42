// Goes through the rows of a diff as the window's viewer shows them: the same paths, the same line numbers.
import { isHunkEnd, isLogRule } from '../../../shared/patch/hunk-end.ts'
import { readPatchText } from '../../../shared/patch/patch-text.ts'
import { readLines } from '../text-lines.ts'
import { DiffNames } from './diff-names.ts'

export interface DiffWalker {
  /** A hunk opens; rows follow until `endHunk`. `nth`, from 1, counts the patches of that path. */
  hunk: (file: { path: string; nth: number }) => void
  /** With its signs, one for each old side; a line number is 0 where the row is not on that side. */
  row: (signs: string, text: string, left: number, right: number) => void
  endHunk: () => void
}

const fileStart = /^(?:diff --git |diff --cc |diff --combined |diff -|Index: |==== \/\/|=== (?:added|modified|removed|renamed) file ')/
const hunkHeader = /^@@(@*) ((?:-\d+(?:,\d+)? )+)\+(\d+)(?:,(\d+))? @@/

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

class DiffWalk {
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
    if (line.startsWith('\\') && this.blanksHeld === 0) return
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
    this.blanksHeld = 0
    this.walker.endHunk()
  }

  private readOutside(line: string): void {
    if (line.startsWith('@@')) return this.openHunk(line)
    if (fileStart.test(line) && !(line.startsWith('diff -u') && this.names !== undefined && !this.hasPair)) return this.openFile(line)
    if (this.startsPair(line)) {
      if (this.names === undefined || this.hasPair) this.openFile('')
      this.hasPair = true
    }
    this.names?.headerLine(line)
  }

  private openFile(line: string): void {
    this.closeHeader()
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
  }

  private openHunk(line: string): void {
    const match = hunkHeader.exec(line)
    if (match === null) return
    this.closeHeader()
    const olds = (match[2] ?? '')
      .trim()
      .split(' ')
      .map((range) => range.slice(1).split(',').map(Number))
    this.hunk = {
      oldLines: olds.map(([start = 0]) => start),
      oldLeft: olds.map(([, count = 1]) => count),
      newLine: Number(match[3]),
      newLeft: Number(match[4] ?? 1),
    }
    this.walker.hunk(this.file)
  }
}
