// Notes of a task: written, found again in every attempt, taken in from files.
import { randomUUID } from 'node:crypto'
import { userInfo } from 'node:os'
import { type TaskName } from '../../shared/attempt-name.ts'
import { isVitrineError, VitrineError } from '../../shared/errors.ts'
import { mergeNotes } from '../../shared/notes/note-file.ts'
import { noteScope } from '../../shared/notes/note-scope.ts'
import { longestNote, type Note, type NoteSpot, orderNotes, type PlacedNote } from '../../shared/notes/note.ts'
import { type FactsPool } from '../facts/facts-pool.ts'
import { type AgentFileSystem } from '../ports/files/agent-file-system.ts'
import { deleteNote, getNote, listNotes, putNote } from '../ports/notes/task-notes.ts'
import { type ArtifactStore } from '../store/artifact-store.ts'
import { createNotePlaces } from './note-places.ts'
import { type ReportReader } from './report-reader.ts'

/** Where a note is to be written; without a spot, on the task. */
export interface NoteDraft extends TaskName {
  version: number
  spot: NoteSpot
}

export interface NotesParts {
  store: () => ArtifactStore
  files: (scopeKey: string) => Promise<AgentFileSystem>
  pool: FactsPool
  reports: ReportReader
}

export interface Notes {
  /** In the order in which they are read, with their places in an attempt; the newest when none is named. */
  list: (task: TaskName & { version?: number | undefined }) => Promise<{ version: number; notes: PlacedNote[] }>
  /** What a note there would be tied to. @throws request.invalid, artifact.not-found */
  quote: (draft: NoteDraft) => Promise<Pick<Note, 'spot' | 'anchor'>>
  /** @throws request.invalid, artifact.not-found, file.read-only */
  add: (draft: NoteDraft & { text: string }) => Promise<PlacedNote>
  /** @throws file.not-found, file.read-only */
  change: (task: TaskName & { noteId: string; text?: string | undefined; isResolved?: boolean | undefined }) => Promise<Note>
  /** Gives the note, which `take` puts back. @throws file.not-found, file.read-only */
  delete: (task: TaskName & { noteId: string }) => Promise<Note>
  /** Takes notes in, each once; those of another task become notes of this one. */
  take: (task: TaskName & { notes: readonly Note[] }) => Promise<{ added: number; updated: number; same: number }>
}

export function createNotes(parts: NotesParts): Notes {
  const places = createNotePlaces(parts)
  const filesOf = (task: TaskName) => parts.files(noteScope(task))
  const newestVersion = async ({ specName, taskId }: TaskName) => {
    const found = await parts
      .store()
      .getTask(specName, taskId)
      .catch((error: unknown) => {
        // Notes outlive the last artifact of their task.
        if (isVitrineError(error, 'artifact.not-found')) return undefined
        throw error
      })
    return Math.max(1, ...(found?.artifacts.map(({ record }) => record.version) ?? []))
  }

  return {
    list: async (task) => {
      const version = task.version ?? (await newestVersion(task))
      const saved = await listNotes(await filesOf(task), task)
      const found = await places.find(
        saved.map(({ note }) => note),
        { ...task, version },
      )
      const notes = saved.map(({ note, save, problem }): PlacedNote => {
        const lost = { is: 'unplaced' as const, reason: 'unreadable' as const }
        return { note, save, place: problem === undefined ? (found.get(note.noteId) ?? lost) : lost }
      })
      return { version, notes: orderNotes(notes) }
    },
    quote: (draft) => places.capture(draft),
    add: async ({ text, ...draft }) => {
      const { specName, taskId, version } = draft
      const { spot, anchor } = await places.capture(draft)
      const now = new Date().toISOString()
      const note: Note = {
        noteId: `${now.replaceAll(/[-:.]/g, '')}-${randomUUID().slice(0, 8)}`,
        specName,
        taskId,
        version,
        spot,
        anchor,
        text: checkText(text),
        author: userName(),
        createdAt: now,
        editedAt: null,
        resolvedAt: null,
      }
      return { ...(await putNote(await filesOf(draft), note)), place: { is: 'placed', spot } }
    },
    change: async ({ noteId, text, isResolved, ...task }) => {
      const files = await filesOf(task)
      const { note } = await getNote(files, task, noteId)
      const now = new Date().toISOString()
      const edited = text === undefined || text === note.text ? note : { ...note, text: checkText(text), editedAt: now }
      const changed =
        isResolved === undefined || isResolved === (note.resolvedAt !== null)
          ? edited
          : { ...edited, resolvedAt: isResolved ? now : null, editedAt: now }
      return changed === note ? note : (await putNote(files, changed)).note
    },
    delete: async ({ noteId, ...task }) => {
      const files = await filesOf(task)
      const { note } = await getNote(files, task, noteId)
      await deleteNote(files, noteId)
      return note
    },
    take: async ({ notes, ...task }) => {
      const files = await filesOf(task)
      const known = (await listNotes(files, task)).map(({ note }) => note)
      const { put, ...counts } = mergeNotes(
        known,
        notes.map((note) => ({ ...note, ...task })),
      )
      for (const note of put) await putNote(files, note)
      return counts
    },
  }
}

function checkText(text: string): string {
  if (text.trim() === '') throw new VitrineError('request.invalid', { reason: 'a note needs words' })
  if (text.length > longestNote) throw new VitrineError('request.invalid', { reason: `a note is at most ${longestNote} characters long` })
  return text
}

/** Not every account has a name. */
function userName(): string | null {
  try {
    return userInfo().username
  } catch {
    return null
  }
}
