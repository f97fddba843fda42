import { lastAtMost, type SegmentCopy } from '../model/diff-model.ts'
import { type FindChunk, type FoundInChunk } from './find-messages.ts'
import { matchText } from './match-text.ts'

// A byte order mark at the start of a line is part of it.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Rows with hits in ascending order, gathered. */
class Tally {
  readonly rows: number[] = []
  readonly counts: number[] = []

  add(row: number, count: number): void {
    if (this.rows.at(-1) === row) this.counts[this.counts.length - 1] = (this.counts.at(-1) ?? 0) + count
    else {
      this.rows.push(row)
      this.counts.push(count)
    }
  }
}

/** Hits in the text of each row, its signs and line end left out. */
export function findInChunk({ id, source, flags, isPlain, ...lines }: FindChunk): FoundInChunk {
  const pattern = new RegExp(source, flags)
  const tally = new Tally()
  if (isPlain) findPlain(lines, pattern, tally)
  else findByLine(lines, pattern, tally)
  return { id, rows: Uint32Array.from(tally.rows), counts: Uint32Array.from(tally.counts) }
}

/** Searches all lines at once, and asks only for hits which row they are in. */
function findPlain({ firstRow, bytes, offsets, signCounts }: SegmentCopy, pattern: RegExp, tally: Tally): void {
  const text = decoder.decode(bytes)
  let starts: ArrayLike<number> | undefined
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    starts ??= text.length === bytes.length ? offsets : characterOffsets(text, bytes, offsets)
    const known = starts
    const row = lastAtMost(known.length, (index) => known[index] ?? 0, match.index)
    const rowStart = (known[row] ?? 0) + (signCounts[row] ?? 0)
    if (match.index < rowStart) {
      // Its beginning is a sign, or it stands before the first row; the next one may overlap it.
      pattern.lastIndex = match.index + 1
      continue
    }
    const lineEnd = text.indexOf('\n', rowStart)
    if (known.length > 0 && (lineEnd === -1 || match.index < lineEnd)) tally.add(firstRow + row, 1)
  }
}

/** Where each row starts in the decoded text. Both have the same lines. */
function characterOffsets(text: string, bytes: Uint8Array, offsets: Uint32Array): Uint32Array {
  const starts = new Uint32Array(offsets.length)
  let row = 0
  let byteStart = 0
  let start = 0
  while (row < offsets.length) {
    if (offsets[row] === byteStart) starts[row++] = start
    const byteEnd = bytes.indexOf(10, byteStart)
    const end = text.indexOf('\n', start)
    if (byteEnd === -1 || end === -1) break
    byteStart = byteEnd + 1
    start = end + 1
  }
  return starts
}

/** A pattern may ask for the start or end of a line, or match what is not there, so each line is searched by itself. */
function findByLine({ firstRow, bytes, offsets, signCounts }: SegmentCopy, pattern: RegExp, tally: Tally): void {
  for (const [index, offset] of offsets.entries()) {
    const start = offset + (signCounts[index] ?? 0)
    const newline = bytes.indexOf(10, start)
    let end = newline === -1 ? bytes.length : newline
    if (end > start && bytes[end - 1] === 13) end--
    const count = end <= start ? 0 : matchText(decoder.decode(bytes.subarray(start, end)), pattern).length
    if (count > 0) tally.add(firstRow + index, count)
  }
}
