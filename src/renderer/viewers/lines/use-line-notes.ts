// Notes on the lines of a text: which lines have some, and which lines the reader is on.
import { type RefObject, useEffect, useMemo, useRef } from 'react'
import { useNoteSpot, type ViewerNotes } from '../viewer-notes.ts'
import { type LineRange } from './line-place.ts'
import { type LineListHandle } from './use-list-handle.ts'

export interface LineNotes {
  /** The first note that begins on a line, from 1. */
  byLine: ReadonlyMap<number, string>
  onNote: (noteId: string) => void
}

interface Reader {
  view: 'log' | 'text'
  /** Lines marked by the route. */
  marked: LineRange | undefined
  currentRow: number | undefined
  list: RefObject<LineListHandle | null>
}

export function useLineNotes(notes: ViewerNotes | undefined, { view, marked, currentRow, list }: Reader): LineNotes | undefined {
  // Both can be far apart: the one that changed last is where the reader is.
  const latest = useRef<'row' | 'marked'>('row')
  const before = useRef<Pick<Reader, 'marked' | 'currentRow'>>({ marked: undefined, currentRow: undefined })
  useEffect(() => {
    if (marked !== undefined && marked !== before.current.marked) latest.current = 'marked'
    else if (currentRow !== before.current.currentRow) latest.current = 'row'
    before.current = { marked, currentRow }
  })
  useNoteSpot(notes, () => {
    const line = currentRow === undefined ? undefined : list.current?.lineOf(currentRow)
    const row = line === undefined ? undefined : { first: line + 1, last: line + 1 }
    const isIn = marked !== undefined && row !== undefined && row.first >= marked.first && row.last <= marked.last
    const lines = latest.current === 'marked' || isIn ? (marked ?? row) : (row ?? marked)
    return lines === undefined ? undefined : { on: 'range', ...lines, view }
  })
  return useMemo(() => {
    if (notes === undefined) return undefined
    const byLine = new Map<number, string>()
    for (const { noteId, spot } of notes.placed) if (spot.on === 'range' && !byLine.has(spot.first)) byLine.set(spot.first, noteId)
    return { byLine, onNote: notes.onNote }
  }, [notes])
}
