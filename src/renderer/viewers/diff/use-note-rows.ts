// Notes on the rows of a diff: which rows have some, and which spot the reader is on.
import { useEffect, useMemo, useRef } from 'react'
import { type SpotWithin } from '../../../shared/notes/note.ts'
import { useNoteSpot, type ViewerNotes } from '../viewer-notes.ts'
import { type DiffCursor } from './canvas/diff-cursor.ts'
import { type DiffState } from './diff-reader.ts'
import { type DiffFile } from './model/diff-file.ts'
import { type DiffModel } from './model/diff-model.ts'
import { findPlace, type FoundPlace, nthOfPath, type Side } from './model/diff-place.ts'
import { rowKinds } from './model/rows.ts'

export interface RowNotes {
  /** The first note of a row, and the side that it is on. */
  byRow: ReadonlyMap<number, { side: Side; noteId: string }>
  /** The first note on a file as a whole, by the file's index. */
  byFile: ReadonlyMap<number, string>
  onNote: (noteId: string) => void
}

export function useNoteRows(
  notes: ViewerNotes | undefined,
  { model, reading }: DiffState,
  cursor: DiffCursor | undefined,
  linked: FoundPlace['rows'],
): RowNotes | undefined {
  // The lines of the address and the cursor can be far apart: the one that changed last is where the reader is.
  const latest = useRef<'cursor' | 'linked'>('cursor')
  const before = useRef<{ cursor: DiffCursor | undefined; linked: FoundPlace['rows'] }>({ cursor: undefined, linked: undefined })
  useEffect(() => {
    if (linked !== undefined && linked !== before.current.linked) latest.current = 'linked'
    else if (cursor !== before.current.cursor) latest.current = 'cursor'
    before.current = { cursor, linked }
  })
  useNoteSpot(notes, () => {
    const isIn = cursor?.on === 'row' && linked !== undefined && cursor.row >= linked.first && cursor.row <= linked.last
    if (linked !== undefined && (latest.current === 'linked' || isIn)) return lineSpot(model, linked)
    if (cursor?.on === 'file') return fileSpot(model, cursor.file)
    return cursor === undefined ? undefined : cursorSpot(model, cursor.row)
  })

  const isRead = reading.state === 'read'
  const placed = notes?.placed
  const onNote = notes?.onNote
  return useMemo(() => {
    if (placed === undefined || onNote === undefined) return undefined
    const byRow = new Map<number, { side: Side; noteId: string }>()
    const byFile = new Map<number, string>()
    for (const { noteId, spot } of isRead ? placed : []) {
      if (spot.on === 'file') {
        const file = findPlace(model, { path: spot.path, nth: spot.nth, lines: undefined })?.file
        if (file !== undefined && !byFile.has(file.index)) byFile.set(file.index, noteId)
      }
      if (spot.on !== 'line' && spot.on !== 'hunk') continue
      const rows = findPlace(model, { path: spot.path, nth: spot.nth, lines: spot })?.rows
      if (rows !== undefined && !byRow.has(rows.first)) byRow.set(rows.first, { side: spot.side, noteId })
    }
    return { byRow, byFile, onNote }
  }, [placed, onNote, model, isRead])
}

function fileSpot(model: DiffModel, file: DiffFile): SpotWithin | undefined {
  return file.kind === 'file' && file.path !== '' ? { on: 'file', path: file.path, nth: nthOfPath(model.files, file) } : undefined
}

function lineSpot(
  model: DiffModel,
  { side, first, last }: NonNullable<FoundPlace['rows']>,
  on: 'line' | 'hunk' = 'line',
): SpotWithin | undefined {
  const file = model.fileOf(first)
  if (file === undefined) return undefined
  const line = (row: number) => (side === 'left' ? model.oldLine(row) : model.newLine(row))
  return { on, path: file.path, nth: nthOfPath(model.files, file), side, first: line(first), last: line(last) }
}

/** On a hunk's own row, the hunk with its changed lines. */
function cursorSpot(model: DiffModel, row: number): SpotWithin | undefined {
  if (model.kind(row) !== rowKinds.hunk) {
    const side = model.newLine(row) > 0 ? 'right' : model.oldLine(row) > 0 ? 'left' : undefined
    return side === undefined ? undefined : lineSpot(model, { side, first: row, last: row })
  }
  const end = model.fileOf(row)?.endRow ?? row
  for (let changed = row + 1; changed < end && model.kind(changed) !== rowKinds.hunk; changed++) {
    if (model.kind(changed) === rowKinds.added) return lineSpot(model, { side: 'right', first: changed, last: changed }, 'hunk')
    if (model.kind(changed) === rowKinds.removed) return lineSpot(model, { side: 'left', first: changed, last: changed }, 'hunk')
  }
  return undefined
}
