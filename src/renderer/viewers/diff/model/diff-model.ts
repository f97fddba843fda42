// The diff as the page knows it: the bytes as they came, and arrays that say where each row lies in them.
import { countWrapped } from '../scan/line-wrap.ts'
import { type DiffFile } from './diff-file.ts'
import { type HunkColumns, kindMask, rowFlags, rowKinds, type RowKind, type RowShifts, type Segment } from './rows.ts'

// A byte order mark at the start of a line is part of it.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const newline = 10
const kindsByNumber: readonly RowKind[] = [rowKinds.hunk, rowKinds.context, rowKinds.added, rowKinds.removed, rowKinds.text]

/** A stretch of rows that belong together: a hunk with its header row first, or the lines of a message. */
export interface Block {
  index: number
  file: DiffFile
  firstRow: number
  endRow: number
  /** `hunkFlags` of the hunk; 0 for messages. */
  flags: number
  isHunk: boolean
}

export interface ModelPiece {
  segment: Segment
  shifts: RowShifts
  files: DiffFile[]
  hunks: HunkColumns
}

export interface SegmentCopy {
  firstRow: number
  bytes: Uint8Array<ArrayBuffer>
  offsets: Uint32Array<ArrayBuffer>
  signCounts: Uint8Array<ArrayBuffer>
}

/** The last index whose value is at most `wanted`; `values` ascends. */
export function lastAtMost(count: number, valueAt: (index: number) => number, wanted: number): number {
  let low = 0
  let high = count - 1
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if (valueAt(middle) <= wanted) low = middle
    else high = middle - 1
  }
  return low
}

function largest(lines: Uint32Array): number {
  let most = 0
  for (const line of lines) if (line > most) most = line
  return most
}

/** What has come so far. It only grows, so every model may share it. */
interface Storage {
  files: DiffFile[]
  rowCount: number
  hasCombined: boolean
  lastLine: number
  segments: Segment[]
  hunkRows: number[]
  hunkFlags: number[]
  shifts: Map<number, number>
  mixedLineEnds: Map<string, boolean>
  /** Of the files that can no longer grow, so that a long diff is not described anew with every piece. */
  blocks: Block[]
  blockFiles: number
}

function emptyStorage(): Storage {
  return {
    files: [],
    rowCount: 0,
    hasCombined: false,
    lastLine: 0,
    segments: [],
    hunkRows: [],
    hunkFlags: [],
    shifts: new Map(),
    mixedLineEnds: new Map(),
    blocks: [],
    blockFiles: 0,
  }
}

export class DiffModel {
  readonly #storage: Storage
  #recent: Segment | undefined

  constructor(storage = emptyStorage()) {
    this.#storage = storage
  }

  /** The model with one more piece. Only the newest model of a diff can be added to. */
  with({ segment, shifts, files, hunks }: ModelPiece): DiffModel {
    const storage = this.#storage
    storage.segments.push(segment)
    storage.rowCount = segment.firstRow + segment.kinds.length
    for (const file of files) {
      // A file from a worker holds the same path twice.
      if (file.oldPath === file.path) file.oldPath = file.path
      storage.files[file.index] = file
      if (file.parents > 1) storage.hasCombined = true
    }
    storage.hunkRows.length = hunks.from
    storage.hunkFlags.length = hunks.from
    for (const row of hunks.rows) storage.hunkRows.push(row)
    for (const flags of hunks.flags) storage.hunkFlags.push(flags)
    storage.lastLine = Math.max(storage.lastLine, largest(segment.oldLines), largest(segment.newLines))
    for (const [index, row] of shifts.rows.entries()) storage.shifts.set(row, shifts.slots[index] ?? 0)
    return new DiffModel(storage)
  }

  get files(): readonly DiffFile[] {
    return this.#storage.files
  }

  get rowCount(): number {
    return this.#storage.rowCount
  }

  /** Some file has more than one column of signs. */
  get hasCombined(): boolean {
    return this.#storage.hasCombined
  }

  /** The largest line number of any row. */
  get lastLine(): number {
    return this.#storage.lastLine
  }

  /** The row of a line of the diff as it lies, from 1: the line itself, or the next that is a row. Undefined beyond what has come. */
  rowOfTextLine(line: number): number | undefined {
    let before = 1
    for (const { bytes, offsets, firstRow } of this.#storage.segments) {
      let start = 0
      while (before < line) {
        const end = bytes.indexOf(newline, start)
        if (end === -1) break
        start = end + 1
        before++
      }
      if (before < line || start >= bytes.length) continue
      const index = offsets.findIndex((offset) => offset >= start)
      if (index !== -1) return firstRow + index
    }
    return undefined
  }

  kind(row: number): RowKind {
    const segment = this.#segmentOf(row)
    return kindsByNumber[(segment.kinds[row - segment.firstRow] ?? 0) & kindMask] ?? rowKinds.text
  }

  has(row: number, flag: number): boolean {
    const segment = this.#segmentOf(row)
    return ((segment.kinds[row - segment.firstRow] ?? 0) & flag) !== 0
  }

  /** 0 where the row is not in the old version. */
  oldLine(row: number): number {
    const segment = this.#segmentOf(row)
    return segment.oldLines[row - segment.firstRow] ?? 0
  }

  /** 0 where the row is not in the new version. */
  newLine(row: number): number {
    const segment = this.#segmentOf(row)
    return segment.newLines[row - segment.firstRow] ?? 0
  }

  /** Width in character cells; 65,535 stands for that and more. */
  width(row: number): number {
    const segment = this.#segmentOf(row)
    return segment.widths[row - segment.firstRow] ?? 0
  }

  /** The place of a row on the shorter side of a change, where it is not its own number in it. */
  shift(row: number): number | undefined {
    return this.#storage.shifts.get(row)
  }

  fileOf(row: number): DiffFile | undefined {
    return this.files[lastAtMost(this.files.length, (index) => this.files[index]?.firstRow ?? 0, row)]
  }

  /** How many columns of signs stand before the row's text. */
  signCount(row: number): number {
    const kind = this.kind(row)
    if (kind === rowKinds.hunk || kind === rowKinds.text || this.has(row, rowFlags.unsigned)) return 0
    return this.hasCombined ? (this.fileOf(row)?.parents ?? 1) : 1
  }

  /** The signs of a row, as many as there are versions compared with. */
  signs(row: number): string {
    return this.#decode(row, 0, this.signCount(row))
  }

  /** The row's text without signs and line end, cut after `mostBytes`. */
  text(row: number, mostBytes = Number.POSITIVE_INFINITY): string {
    return this.#decode(row, this.signCount(row), mostBytes)
  }

  /** How many screen lines of so many cells the row's text takes. */
  countWrapped(row: number, cells: number): number {
    const { segment, start, end } = this.#span(row)
    const stop = end > start && segment.bytes[end - 1] === 13 ? end - 1 : end
    return countWrapped(segment.bytes, Math.min(start + this.signCount(row), stop), stop, cells)
  }

  byteCount(row: number): number {
    const { segment, start, end } = this.#span(row)
    return end - start - (segment.bytes[end - 1] === 13 && end > start ? 1 : 0) - this.signCount(row)
  }

  /** A copy of the lines of some rows, signs included, each with its newline; for a worker to keep. */
  lineBytes(rows: ArrayLike<number>): { bytes: Uint8Array<ArrayBuffer>; offsets: Uint32Array<ArrayBuffer> } {
    const offsets = new Uint32Array(rows.length + 1)
    let length = 0
    for (let index = 0; index < rows.length; index++) {
      const { start, end } = this.#span(rows[index] ?? 0)
      offsets[index] = length
      length += end - start + 1
    }
    offsets[rows.length] = length
    const bytes = new Uint8Array(length)
    for (let index = 0; index < rows.length; index++) {
      const { segment, start, end } = this.#span(rows[index] ?? 0)
      bytes.set(segment.bytes.subarray(start, end), offsets[index])
      bytes[(offsets[index + 1] ?? 0) - 1] = newline
    }
    return { bytes, offsets }
  }

  get segmentCount(): number {
    return this.#storage.segments.length
  }

  /** A copy of one of the pieces in which the diff came, for a worker to keep: its bytes, and where its rows lie in them. */
  copySegment(index: number): SegmentCopy | undefined {
    const segment = this.#storage.segments[index]
    if (segment === undefined) return undefined
    const { firstRow, bytes, offsets } = segment
    const signCounts = new Uint8Array(offsets.length)
    for (let row = 0; row < offsets.length; row++) signCounts[row] = this.signCount(firstRow + row)
    return { firstRow, bytes: bytes.slice(), offsets: offsets.slice(), signCounts }
  }

  /** Every hunk and message, in order. */
  blocks(): Block[] {
    const storage = this.#storage
    const settled = this.files.length - 1
    for (; storage.blockFiles < settled; storage.blockFiles++) this.#addBlocks(storage.blocks, this.files[storage.blockFiles])
    const blocks = storage.blocks.slice()
    this.#addBlocks(blocks, this.files[settled])
    return blocks
  }

  #addBlocks(blocks: Block[], file: DiffFile | undefined): void {
    if (file === undefined) return
    if (file.firstHunk === file.endHunk && file.endRow > file.firstRow) {
      blocks.push({ index: blocks.length, file, firstRow: file.firstRow, endRow: file.endRow, flags: 0, isHunk: false })
    }
    const { hunkRows, hunkFlags } = this.#storage
    for (let hunk = file.firstHunk; hunk < file.endHunk; hunk++) {
      const endRow = hunk + 1 < file.endHunk ? (hunkRows[hunk + 1] ?? file.endRow) : file.endRow
      const firstRow = hunkRows[hunk] ?? file.firstRow
      blocks.push({ index: blocks.length, file, firstRow, endRow, flags: hunkFlags[hunk] ?? 0, isHunk: true })
    }
  }

  /** Header rows of hunks that are not what their headers say. */
  lyingHunks(): number[] {
    return this.#storage.hunkRows.filter((_, hunk) => this.#storage.hunkFlags[hunk] !== 0)
  }

  /** Some rows of the block end in a carriage return and others do not. */
  mixesLineEnds(block: Block): boolean {
    const key = `${block.firstRow}-${block.endRow}`
    const known = this.#storage.mixedLineEnds.get(key)
    if (known !== undefined) return known
    let withReturn = 0
    const first = block.firstRow + (block.isHunk ? 1 : 0)
    for (let row = first; row < block.endRow; row++) if (this.has(row, rowFlags.carriageReturn)) withReturn++
    const isMixed = withReturn > 0 && withReturn < block.endRow - first
    this.#storage.mixedLineEnds.set(key, isMixed)
    return isMixed
  }

  #decode(row: number, from: number, mostBytes: number): string {
    const { segment, start, end } = this.#span(row)
    const text = Math.min(start + from, end)
    const stop = end > text && segment.bytes[end - 1] === 13 ? end - 1 : end
    return decoder.decode(segment.bytes.subarray(text, Math.min(stop, text + mostBytes)))
  }

  #span(row: number): { segment: Segment; start: number; end: number } {
    const segment = this.#segmentOf(row)
    const start = segment.offsets[row - segment.firstRow] ?? 0
    const end = segment.bytes.indexOf(newline, start)
    return { segment, start, end: end === -1 ? segment.bytes.length : end }
  }

  #segmentOf(row: number): Segment {
    const recent = this.#recent
    if (recent !== undefined && row >= recent.firstRow && row < recent.firstRow + recent.kinds.length) return recent
    const segment =
      this.#storage.segments[lastAtMost(this.#storage.segments.length, (index) => this.#storage.segments[index]?.firstRow ?? 0, row)]
    if (segment === undefined) throw new RangeError(`there is no row ${row}`)
    this.#recent = segment
    return segment
  }
}
