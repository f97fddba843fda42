import { type FindChunk, type FoundInChunk } from './find-messages.ts'
import { matchText } from './match-text.ts'

// A byte order mark at the start of a line is part of it.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Hits in the text of each row, its signs and line end left out. */
export function findInChunk({ id, firstRow, bytes, offsets, signCounts, source, flags }: FindChunk): FoundInChunk {
  const pattern = new RegExp(source, flags)
  const rows: number[] = []
  const counts: number[] = []
  for (let index = 0; index < signCounts.length; index++) {
    const start = (offsets[index] ?? 0) + (signCounts[index] ?? 0)
    let end = (offsets[index + 1] ?? 0) - 1
    if (end > start && bytes[end - 1] === 13) end--
    if (end <= start) continue
    const count = matchText(decoder.decode(bytes.subarray(start, end)), pattern).length
    if (count === 0) continue
    rows.push(firstRow + index)
    counts.push(count)
  }
  return { id, rows: Uint32Array.from(rows), counts: Uint32Array.from(counts) }
}
