// The note that is being written. Its words outlive the place they are written in: they stay until they are saved or dropped.
import { type AttemptName } from '../../shared/attempt-name.ts'
import { type NoteSpot } from '../../shared/notes/note.ts'
import { useWatched, Watched } from '../watched.ts'

export interface NoteDraft extends AttemptName {
  spot: NoteSpot
}

const open = new Watched<NoteDraft | undefined>(undefined)
const texts = new Map<string, string>()

const keyOf = (draft: NoteDraft) => JSON.stringify([draft.specName, draft.taskId, draft.version, Object.entries(draft.spot)])

/** Asks for the words of a note; what was written there before is still there. */
export function writeNote(draft: NoteDraft): void {
  open.set(draft)
}

/** Closes it; `isDone` forgets its words. */
export function closeNote(isDone: boolean): void {
  const draft = open.get()
  if (draft !== undefined && isDone) texts.delete(keyOf(draft))
  open.set(undefined)
}

export const draftText = (draft: NoteDraft): string => texts.get(keyOf(draft)) ?? ''
export function keepDraftText(draft: NoteDraft, text: string): void {
  texts.set(keyOf(draft), text)
}

export function useNoteDraft(): NoteDraft | undefined {
  return useWatched(open)
}
