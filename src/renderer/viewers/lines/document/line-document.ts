// A stream of text as lines and rows: what the worker keeps, and every question about it.
import { hasPrint } from '../../terminal/terminal-codes.ts'
import { resolveLine } from '../../terminal/terminal-line.ts'
import { type StyledText } from '../../terminal/terminal-row.ts'
import { defaultStyle } from '../../terminal/text-style.ts'
import { ByteSegments } from './byte-segments.ts'
import { styleBefore } from './carried-style.ts'
import { LineIndex } from './line-index.ts'
import { RowMap } from './row-map.ts'
import { cutRow, type RowPoint, type RowView, type ShownRow } from '../shown-row.ts'

/** A line with more bytes than this is read only so far when it is painted; a search reads all of it. */
const paintedBytes = 1 << 22
/** Rows of one block for a scan, in bytes. */
const blockBytes = 1 << 19

/** Rows handed to a scan. As bytes they are lines of the stream as they lie; as text they are what is seen. */
export interface RowBlock {
  row: number
  rowCount: number
  content: Uint8Array<ArrayBuffer> | string
  /** Should the stream grow, these rows are handed out once more. */
  isOpen: boolean
}

export class LineDocument {
  readonly #bytes = new ByteSegments()
  readonly #index = new LineIndex(this.#bytes)
  #rows: RowMap
  readonly #decoder = new TextDecoder()
  #ended = false

  constructor() {
    this.#rows = this.#mapRows()
  }

  get byteLength(): number {
    return this.#bytes.byteLength
  }

  get lineCount(): number {
    return this.#index.count
  }

  get hasEscapes(): boolean {
    return this.#index.hasEscapes
  }

  get ended(): boolean {
    return this.#ended
  }

  /** More of the stream; also after its end, when it has grown since. */
  append(bytes: Uint8Array): void {
    if (this.#ended) this.#reopen()
    this.#bytes.append(bytes)
    this.#grow()
  }

  end(): void {
    this.#ended = true
    this.#grow()
  }

  rowCount(view: RowView): number {
    return view === 'raw' ? this.#index.count : this.#rows.rowCount
  }

  /** Bytes as they are kept. */
  readBytes(start: number, end: number): Uint8Array {
    return this.#bytes.slice(start, end)
  }

  /** Rows that later bytes will not change, even when the stream grows after its end. */
  firmRows(view: RowView): number {
    const rows = view === 'raw' ? this.#index.count : this.#rows.settledRows
    const isLastCounted = this.#ended && this.#index.isLastOpen && rows === this.rowCount(view)
    return isLastCounted ? rows - 1 : rows
  }

  /** The line, or its beginning when it has more bytes than `most`. */
  readLine(line: number, most = paintedBytes): string {
    const start = this.#index.start(line)
    return this.#decode(start, Math.min(this.#index.end(line), start + most))
  }

  /** Rows from `first` to before `end`, each cut after `limit` characters. */
  readRows(view: RowView, first: number, end: number, limit: number): ShownRow[] {
    const most = Math.max(paintedBytes, limit * 4)
    const shown: ShownRow[] = []
    let style = defaultStyle
    let styledLine = -1
    for (let row = first; row < Math.min(end, this.rowCount(view)); row++) {
      const found = view === 'raw' ? ({ kind: 'line', line: row } as const) : this.#rows.find(row)
      if (found === undefined) break
      if (found.kind === 'row') shown.push(cutRow(found.row, found.row.line, limit, 0))
      else if (view === 'raw') shown.push(cutRow(rawText(this.readLine(row, most)), row, limit, this.#beyond(row, most)))
      else {
        if (styledLine !== found.line) style = this.#styleBefore(found.line)
        const resolved = resolveLine(this.readLine(found.line, most), style)
        style = resolved.style
        styledLine = found.line + 1
        shown.push(cutRow(resolved, found.line, limit, this.#beyond(found.line, most)))
      }
    }
    return shown
  }

  /** The text between two points, for copying; rows end with a newline. */
  readText(view: RowView, start: RowPoint, end: RowPoint): string {
    return this.readRows(view, start.row, end.row + 1, Infinity)
      .map(({ text }, at) => text.slice(at === 0 ? start.column : 0, start.row + at === end.row ? end.column : undefined))
      .join('\n')
  }

  rowOf(view: RowView, line: number): number {
    return view === 'raw' ? Math.max(0, Math.min(line, this.#index.count - 1)) : this.#rows.rowOf(line)
  }

  /** Bytes of each row from `first` on: near enough to its characters to lay out rows that nobody has seen yet. */
  rowBytes(view: RowView, first: number): Uint32Array<ArrayBuffer> {
    const bytes = new Uint32Array(Math.max(0, this.rowCount(view) - first))
    for (let at = 0; at < bytes.length; at++) {
      const found = view === 'raw' ? ({ kind: 'line', line: first + at } as const) : this.#rows.find(first + at)
      if (found === undefined) continue
      bytes[at] = found.kind === 'row' ? found.row.text.length : this.#index.end(found.line) - this.#index.start(found.line)
    }
    return bytes
  }

  /** The next rows for a scan, put into `memory` where they have room there; undefined when none can be given yet. */
  readBlock(view: RowView, first: number, memory?: ArrayBuffer): RowBlock | undefined {
    const firm = this.firmRows(view)
    const isOpen = first >= firm
    const settled = isOpen && this.#ended ? this.rowCount(view) : firm
    if (first >= settled) return undefined
    const lines = view === 'raw' ? settled - first : Math.min(this.#rows.linesFrom(first), settled - first)
    if (lines > 0) return { ...this.#lineBlock(view, first, lines, memory), isOpen }
    const texts: string[] = []
    for (let row = first; row < settled && texts.length < 1000; row++) {
      const found = this.#rows.find(row)
      if (found?.kind !== 'row') break
      texts.push(found.row.text)
    }
    return { row: first, rowCount: texts.length, content: texts.join('\n'), isOpen }
  }

  #lineBlock(view: RowView, row: number, most: number, memory: ArrayBuffer | undefined): Omit<RowBlock, 'isOpen'> {
    const first = view === 'raw' ? row : this.#rows.lineOf(row)
    const start = this.#index.start(first)
    const last = Math.min(Math.max(first, this.#index.lineAt(start + blockBytes) - 1), first + most - 1)
    const bytes = this.#bytes.slice(start, this.#index.end(last))
    const hasRoom = memory !== undefined && memory.byteLength >= bytes.length
    const content = hasRoom
      ? new Uint8Array(memory, 0, bytes.length)
      : new Uint8Array(Math.max(bytes.length, blockBytes)).subarray(0, bytes.length)
    content.set(bytes)
    return { row, rowCount: last - first + 1, content }
  }

  /** Bytes of a line that were not read. */
  #beyond(line: number, most: number): number {
    return Math.max(0, this.#index.end(line) - this.#index.start(line) - most)
  }

  #reopen(): void {
    this.#ended = false
    const isLastOpen = this.#index.isLastOpen
    this.#index.reopen()
    // A line that was played on a screen as far as it went cannot be taken back from there.
    if (isLastOpen) this.#rows = this.#mapRows()
  }

  #mapRows(): RowMap {
    return new RowMap({
      movingLines: this.#index.movingLines,
      readLine: (line) => this.readLine(line),
      styleBefore: (line) => styleBefore(line, this.#index, this.#bytes),
      resolve: (line) => {
        const text = this.readLine(line)
        return { ...resolveLine(text, this.#styleBefore(line)), line, changed: false, isWritten: hasPrint(text) }
      },
    })
  }

  #grow(): void {
    this.#index.scan(this.#ended)
    this.#rows.extend(this.#index.count)
  }

  #styleBefore(line: number) {
    return styleBefore(line, this.#index, this.#bytes)
  }

  #decode(start: number, end: number): string {
    return this.#decoder.decode(this.#bytes.slice(start, end))
  }
}

function rawText(line: string): StyledText {
  return { text: line.endsWith('\r') ? line.slice(0, -1) : line, runs: [] }
}
