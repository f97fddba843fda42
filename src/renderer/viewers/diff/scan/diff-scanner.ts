// Finds files, hunks and rows in the bytes of a diff, piece by piece, and never refuses what it reads.
import { hunkFlags, type HunkColumns, rowFlags, rowKinds, type RowColumns, type RowShifts } from '../model/rows.ts'
import { type DiffFile } from '../model/diff-file.ts'
import { ByteLines } from './byte-lines.ts'
import { measureBytes } from './cell-width.ts'
import { ChangeRun } from './change-run.ts'
import { readHunkHeader } from '../../../../shared/patch/hunk-header.ts'
import { lineRole } from './line-role.ts'
import { OpenHunk } from './open-hunk.ts'
import { Outline } from './outline.ts'
import { RowBuffer } from './row-buffer.ts'
import { type OutsideLine, outsideLine } from './outside-line.ts'

const backslash = 92
const carriageReturn = 13
const version = /^\S* ?\d+\.\d+\S*$/

/** Everything found since the last `take`. */
export interface Scanned {
  rows: RowColumns & { firstRow: number }
  shifts: RowShifts
  files: DiffFile[]
  hunks: HunkColumns
}

export class DiffScanner {
  readonly #outline = new Outline()
  readonly #rows = new RowBuffer()
  readonly #changes = new ChangeRun(this.#rows)
  #hunk: OpenHunk | undefined
  #isHeaderOpen = false
  #isBinaryData = false
  /** The file above the text that is being read, if its hunks may go on below. */
  #broken: DiffFile | undefined
  #blankOffsets: number[] = []

  /**
   * Reads whole lines from the start of `bytes`, and answers how many bytes it took. The rest must come again with more behind it;
   * with `isLast` nothing is left.
   */
  scan(bytes: Uint8Array, isLast: boolean): number {
    const lines = new ByteLines(bytes, isLast)
    let position = 0
    while (position < bytes.length) {
      const next = this.#hunk === undefined ? this.#readOutside(lines, position) : this.#readHunk(lines, position, this.#hunk)
      if (next === -1) break
      position = next
    }
    if (isLast) {
      this.#endHunk()
      this.#changes.end(bytes)
      this.#blankOffsets = []
    }
    // Offsets are of these bytes only, so blank lines that may turn out to be the last are kept.
    this.#pushBlanks()
    if (this.#isHeaderOpen) this.#outline.readHeader()
    this.#outline.close(this.#rows.nextRow)
    return position
  }

  take(): Scanned {
    return { rows: this.#rows.take(), shifts: this.#changes.take(), ...this.#outline.take() }
  }

  /** One row of the open hunk, or its end; -1 to wait for more bytes. */
  #readHunk(lines: ByteLines, position: number, hunk: OpenHunk): number {
    const { bytes } = lines
    if (bytes[position] === backslash) {
      if (lines.end(position) === -1) return -1
      this.#rows.flagNoNewline()
      return lines.next(position)
    }
    const role = lineRole(lines, position, hunk.isDone, hunk.parents > 1)
    if (role === 'wait') return -1
    if (role === 'end') {
      this.#endHunk()
      this.#changes.end(bytes)
      return position
    }
    const isUnsigned = lines.isBlank(position) || !hunk.isSigned(bytes, position)
    const { end, cells } = measureBytes(bytes, isUnsigned ? position : position + hunk.parents)
    if (end === bytes.length && !lines.isLast) return -1
    const kind = isUnsigned ? rowKinds.context : hunk.kindAt(bytes, position)
    const isBeyond = hunk.isReadable && hunk.isDone
    const { oldLine, newLine } = hunk.take(bytes, position, kind)
    const hasReturn = end > position && bytes[end - 1] === carriageReturn
    const width = hasReturn ? Math.max(0, cells - 1) : cells
    const flags = (hasReturn ? rowFlags.carriageReturn : 0) | (isUnsigned ? rowFlags.unsigned : 0) | (isBeyond ? rowFlags.beyondHeader : 0)
    this.#changes.add(bytes, kind)
    this.#rows.push(position, kind | flags, oldLine, newLine, width)
    const file = this.#outline.current
    if (file !== undefined) {
      if (kind === rowKinds.added) file.insertions++
      else if (kind === rowKinds.removed) file.deletions++
      if (width > file.width) file.width = width
    }
    return Math.min(end + 1, bytes.length)
  }

  #endHunk(): void {
    if (this.#hunk === undefined) return
    if (!this.#hunk.isReadable) this.#outline.flagHunk(hunkFlags.unreadable)
    else if (this.#hunk.isShort) this.#outline.flagHunk(hunkFlags.tooFew)
    if (this.#hunk.isOver) this.#outline.flagHunk(hunkFlags.tooMany)
    this.#hunk = undefined
  }

  #readOutside(lines: ByteLines, position: number): number {
    if (lines.end(position) === -1) return -1
    const current = this.#outline.current
    const line = outsideLine(lines, position, {
      isHeaderOpen: this.#isHeaderOpen,
      isBinaryData: this.#isBinaryData,
      headerLines: this.#outline.headerLines,
      isFile: current?.kind === 'file',
      isSubmodule: current?.isSubmodule === true,
    })
    if (line === 'wait') return -1
    this.#place(lines, position, line)
    const next = lines.next(position)
    // The version below a signature belongs to it.
    return line === 'signature' && next < lines.bytes.length && version.test(lines.text(next, 80)) ? lines.next(next) : next
  }

  #place(lines: ByteLines, position: number, line: Exclude<OutsideLine, 'wait'>): void {
    switch (line) {
      case 'file':
        this.#openFile(lines.text(position))
        break
      case 'header':
        this.#outline.addHeaderLine(lines.text(position))
        if (this.#isBinaryData) this.#outline.addBinaryLine(lines.text(position))
        if (lines.startsWith(position, 'GIT binary patch')) this.#isBinaryData = true
        break
      case 'hunk':
        this.#openHunk(lines, position)
        break
      case 'message':
        this.#endHeader()
        this.#blankOffsets = []
        this.#broken = undefined
        this.#outline.open('message', this.#rows.nextRow)
        this.#pushText(lines, position)
        break
      case 'text':
        this.#endHeader()
        if (!this.#takesText(lines, position)) this.#openText()
        this.#pushText(lines, position)
        break
      case 'blank':
        if (this.#outline.current?.kind === 'message') this.#blankOffsets.push(position)
        break
      case 'skipped':
        this.#outline.addBinaryLine(lines.text(position))
        break
      case 'signature':
        break
    }
  }

  #openFile(line: string): void {
    this.#endHeader()
    this.#blankOffsets = []
    this.#outline.open('file', this.#rows.nextRow)
    this.#outline.addHeaderLine(line)
    this.#isHeaderOpen = true
  }

  #openHunk(lines: ByteLines, position: number): void {
    this.#blankOffsets = []
    if (this.#outline.current?.kind !== 'file') this.#outline.continueFile(this.#broken, this.#rows.nextRow)
    this.#endHeader()
    const header = readHunkHeader(lines.text(position))
    const file = this.#outline.current
    this.#hunk = new OpenHunk(header)
    this.#outline.openHunk(this.#rows.nextRow)
    this.#rows.push(position, rowKinds.hunk, header?.olds[0]?.start ?? 0, header?.new.start ?? 0, measureBytes(lines.bytes, position).cells)
    if (file === undefined) return
    file.parents = this.#hunk.parents
    // Diffs that are not git's tell a new or deleted file only by an empty range.
    if (
      file.change === 'modified' &&
      file.isContinued === undefined &&
      header !== undefined &&
      this.#outline.hunkCount - 1 === file.firstHunk &&
      file.oldMode === undefined
    ) {
      const old = header.olds[0]
      if (header.olds.length === 1 && old?.start === 0 && old.count === 0) file.change = 'added'
      else if (header.new.start === 0 && header.new.count === 0) file.change = 'deleted'
    }
  }

  /** Whoever tells of a change may say something between two hunks of a file. */
  #openText(): void {
    const above = this.#outline.current
    this.#broken = above?.kind === 'file' ? above : undefined
    this.#outline.open('message', this.#rows.nextRow)
  }

  #endHeader(): void {
    if (this.#isHeaderOpen) this.#outline.readHeader()
    this.#isHeaderOpen = false
    this.#isBinaryData = false
  }

  /** Messages take any text; a submodule takes the list of its commits, which is indented. */
  #takesText(lines: ByteLines, position: number): boolean {
    const current = this.#outline.current
    return current?.kind === 'message' || (current?.isSubmodule === true && lines.startsWith(position, '  '))
  }

  #pushText(lines: ByteLines, position: number): void {
    this.#pushBlanks()
    const { end, cells } = measureBytes(lines.bytes, position)
    const hasReturn = end > position && lines.bytes[end - 1] === carriageReturn
    const width = hasReturn ? cells - 1 : cells
    this.#rows.push(position, rowKinds.text | (hasReturn ? rowFlags.carriageReturn : 0), 0, 0, width)
    const file = this.#outline.current
    if (file !== undefined && width > file.width) file.width = width
  }

  #pushBlanks(): void {
    for (const offset of this.#blankOffsets) this.#rows.push(offset, rowKinds.text, 0, 0, 0)
    this.#blankOffsets = []
  }
}
