// What a hunk holds, as its mark is computed from it.
import { type DiffFile } from '../model/diff-file.ts'
import { type Block, type DiffModel } from '../model/diff-model.ts'
import { rowFlags, rowKinds } from '../model/rows.ts'
import { type MarkRequest } from './mark-hunks.ts'

/** Something that can be seen: a hunk, or a file that has none. */
export type Seeable = { key: number; file: DiffFile; block: Block | undefined }

/** Keys of hunks are their first rows; those of files without any are negative. */
const keyOfFile = (file: DiffFile): number => -1 - file.index

/** All of them, in the order of the diff. */
export function seeables(model: DiffModel, blocks: readonly Block[]): Seeable[] {
  const all: Seeable[] = blocks.flatMap((block) => (block.isHunk ? [{ key: block.firstRow, file: block.file, block }] : []))
  const bare = model.files.filter((file) => file.kind === 'file' && file.firstHunk === file.endHunk)
  if (bare.length === 0) return all
  const more = bare.map((file) => ({ key: keyOfFile(file), file, block: undefined }))
  return [...all, ...more].toSorted((a, b) => a.file.index - b.file.index || a.key - b.key)
}

const encoder = new TextEncoder()
const newline = 10
const carriageReturn = 13
const space = 32

function isChange(model: DiffModel, row: number): boolean {
  const kind = model.kind(row)
  return kind === rowKinds.added || kind === rowKinds.removed
}

/** The rows from the first changed one to the last. */
function changedRows(model: DiffModel, { firstRow, endRow }: Block): number[] {
  let [first, end] = [firstRow + 1, endRow]
  while (first < end && !isChange(model, first)) first++
  while (end > first && !isChange(model, end - 1)) end--
  return Array.from({ length: end - first }, (_, index) => first + index)
}

function* linesOf(model: DiffModel, { file, block }: Seeable): Generator<Uint8Array> {
  yield encoder.encode(`${file.path}\0`)
  if (block === undefined) {
    yield encoder.encode(`${file.header}\n`)
    return
  }
  const rows = changedRows(model, block)
  const { bytes, offsets } = model.lineBytes(rows)
  for (const [index, row] of rows.entries()) {
    const start = offsets[index] ?? 0
    const end = (offsets[index + 1] ?? start) - 1
    // A context line that lost its sign is the same line.
    if (model.has(row, rowFlags.unsigned)) yield Uint8Array.of(space)
    yield bytes.subarray(start, end > start && bytes[end - 1] === carriageReturn ? end - 1 : end)
    yield Uint8Array.of(newline)
  }
}

export function markRequest(model: DiffModel, wanted: readonly Seeable[]): MarkRequest {
  const pieces: Uint8Array[] = []
  const ends = new Uint32Array(wanted.length)
  let length = 0
  for (const [index, seeable] of wanted.entries()) {
    for (const piece of linesOf(model, seeable)) {
      pieces.push(piece)
      length += piece.length
    }
    ends[index] = length
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return { bytes, ends }
}

/** Tells apart the hunks of a file that hold the same. */
export class MarkCounter {
  readonly #counts = new Map<string, number>()

  numbered(file: DiffFile, mark: string): string {
    const key = `${file.index} ${mark}`
    const count = (this.#counts.get(key) ?? 0) + 1
    this.#counts.set(key, count)
    return count === 1 ? mark : `${mark}-${count}`
  }
}
