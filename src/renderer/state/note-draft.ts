// The note that is being written. Its words outlive the place they are written in: they stay until they are saved or dropped.
import { useSyncExternalStore } from 'react'
import { type AttemptName } from '../../shared/attempt-name.ts'
import { type NoteSpot } from '../../shared/notes/note.ts'

export interface NoteDraft extends AttemptName {
  spot: NoteSpot
}

let open: NoteDraft | undefined
const texts = new Map<string, string>()
const listeners = new Set<() => void>()

const keyOf = (draft: NoteDraft) => JSON.stringify([draft.specName, draft.taskId, draft.version, Object.entries(draft.spot)])

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function setOpen(next: NoteDraft | undefined): void {
  open = next
  for (const listener of listeners) listener()
}

/** Asks for the words of a note; what was written there before is still there. */
export function writeNote(draft: NoteDraft): void {
  setOpen(draft)
}

/** Closes it; `isDone` forgets its words. */
export function closeNote(isDone: boolean): void {
  if (open !== undefined && isDone) texts.delete(keyOf(open))
  setOpen(undefined)
}

export const draftText = (draft: NoteDraft): string => texts.get(keyOf(draft)) ?? ''
export function keepDraftText(draft: NoteDraft, text: string): void {
  texts.set(keyOf(draft), text)
}

export function useNoteDraft(): NoteDraft | undefined {
  return useSyncExternalStore(subscribe, () => open)
}
