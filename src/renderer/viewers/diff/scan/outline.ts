// The files and hunks found so far, and which of them changed since they were last handed out.
import { type DiffFile } from '../model/diff-file.ts'
import { type BinaryPatch } from '../picture/binary-patch.ts'
import { pictureType } from '../picture/picture-type.ts'
import { type HunkColumns } from '../model/rows.ts'
import { readFileHeader } from './file-header.ts'

const mostHeaderCharacters = 4_000
/** A delta tells its sizes in its first bytes; that many lines are enough to inflate those. */
const deltaLines = 8
/** Pictures beyond this are told by their size alone. */
const mostPictureCharacters = 24_000_000

export class Outline {
  readonly files: DiffFile[] = []
  #hunkRows: number[] = []
  #hunkFlags: number[] = []
  #headerLines: string[] = []
  #headerCharacters = 0
  #pictureCharacters = 0
  #begun: BinaryPatch | undefined
  #handedFiles = 0
  #handedHunks = 0

  /** The file or message that rows go to. */
  get current(): DiffFile | undefined {
    return this.files.at(-1)
  }

  get hunkCount(): number {
    return this.#hunkRows.length
  }

  get headerLines(): readonly string[] {
    return this.#headerLines
  }

  open(kind: DiffFile['kind'], row: number): DiffFile {
    this.close(row)
    this.#headerLines = []
    this.#headerCharacters = 0
    const file: DiffFile = {
      kind,
      index: this.files.length,
      ...readFileHeader([]),
      parents: 1,
      header: '',
      firstRow: row,
      endRow: row,
      firstHunk: this.hunkCount,
      endHunk: this.hunkCount,
      insertions: 0,
      deletions: 0,
      width: 0,
    }
    this.files.push(file)
    return file
  }

  /** Hunks without a header are of `before`, as long as only text stood between them. */
  continueFile(before: DiffFile | undefined, row: number): void {
    const file = this.open('file', row)
    if (before === undefined) return
    const { path, oldPath, change, isSubmodule } = before
    Object.assign(file, { path, oldPath, change, isSubmodule, isContinued: true })
  }

  addHeaderLine(line: string): void {
    this.#headerCharacters += line.length + 1
    if (this.#headerCharacters <= mostHeaderCharacters) this.#headerLines.push(line)
  }

  /** A line of `literal 123`, `delta 123` or of the letters that follow, kept for a file that may be shown as a picture. */
  addBinaryLine(line: string): void {
    const file = this.current
    if (file === undefined || this.#pictureCharacters > mostPictureCharacters) return
    const [, how, size] = /^(literal|delta) (\d+)$/.exec(line) ?? []
    if (how === 'literal' || how === 'delta') {
      this.readHeader()
      const begun: BinaryPatch = { how, size: Number(size), lines: [] }
      if (pictureType(file.path) !== undefined) (file.patches ??= []).push(begun)
      else if (how === 'delta') file.delta ??= begun
      this.#begun = begun
      return
    }
    if (file.delta !== undefined && file.delta === this.#begun && file.delta.lines.length < deltaLines) file.delta.lines.push(line)
    const patch = file.patches?.at(-1)
    if (patch === undefined) return
    this.#pictureCharacters += line.length
    patch.lines.push(line)
  }

  /** Reads the header lines collected so far into the current file. */
  readHeader(): void {
    const file = this.current
    if (file === undefined || file.kind === 'message') return
    Object.assign(file, readFileHeader(this.#headerLines))
    file.header = this.#headerLines.join('\n')
  }

  openHunk(row: number): void {
    const file = this.current
    // A file is told by its hunks: of its header only what nothing else says is kept, since a large diff has thousands of them.
    if (file !== undefined && file.firstHunk === this.hunkCount) file.header = file.header.match(/^dissimilarity .*/m)?.[0] ?? ''
    this.#hunkRows.push(row)
    this.#hunkFlags.push(0)
  }

  flagHunk(flags: number): void {
    const last = this.hunkCount - 1
    this.#hunkFlags[last] = (this.#hunkFlags[last] ?? 0) | flags
  }

  /** Brings the ends of the current file up to `row`. */
  close(row: number): void {
    const file = this.current
    if (file === undefined) return
    file.endRow = row
    file.endHunk = this.hunkCount
  }

  /** What is new or changed since the last call; the last file and hunk come again, since they may still grow. */
  take(): { files: DiffFile[]; hunks: HunkColumns } {
    const from = Math.max(0, this.#handedHunks - 1)
    const taken = {
      files: this.files.slice(Math.max(0, this.#handedFiles - 1)),
      hunks: {
        from,
        rows: Uint32Array.from(this.#hunkRows.slice(from)),
        flags: Uint8Array.from(this.#hunkFlags.slice(from)),
      },
    }
    this.#handedFiles = this.files.length
    this.#handedHunks = this.hunkCount
    return taken
  }
}
