// What viewers have to do with notes: they mark where some stand, and tell where the reader is when one is to be written.
import { useEffect } from 'react'
import { type ArtifactSpot, type SpotWithin } from '../../shared/notes/note.ts'

export interface ViewerNote {
  noteId: string
  spot: ArtifactSpot
}

export interface ViewerNotes {
  /** Those that stand in what is shown, in reading order; the same array while nothing of it changes. */
  placed: readonly ViewerNote[]
  /** A mark was pressed. */
  onNote: (noteId: string) => void
  /** Takes what tells where the reader is, undefined where nothing is chosen. Returns the function that takes it back. */
  onReader: (find: () => SpotWithin | undefined) => () => void
}

/** Tells where the reader is. */
export function useNoteSpot(notes: ViewerNotes | undefined, find: () => SpotWithin | undefined): void {
  const onReader = notes?.onReader
  useEffect(() => onReader?.(find), [onReader, find])
}
