// A task's notes as agent files: the text of a note is a file's content, what it is tied to is its custom metadata.
import { z } from 'zod'
import { type TaskName } from '../../../shared/attempt-name.ts'
import { type AgentFile, type SaveState } from '../../../shared/agent-file.ts'
import { type Json } from '../../../shared/artifact.ts'
import { camelCase, renameKeys, snakeCase } from '../../../shared/json-names.ts'
import { type Note, noteSchema } from '../../../shared/notes/note.ts'
import { type AgentFileSystem } from '../files/agent-file-system.ts'
import { valueOf } from '../port-result.ts'

export interface SavedNote {
  note: Note
  save: SaveState
  /** Why its text cannot be read; the note has these words in its place. */
  problem?: string
}

const notePath = /^\/([A-Za-z0-9_-]{1,64})\.md$/
const pathOf = (noteId: string) => `/${noteId}.md`
const readsAtOnce = 8

const wordsSchema = noteSchema.pick({ version: true, author: true, editedAt: true, resolvedAt: true, spot: true, anchor: true })

/** All notes of a task; a file that says nothing of a spot is a note on the task as a whole. */
export async function listNotes(files: AgentFileSystem, task: TaskName): Promise<SavedNote[]> {
  const entries = files.listEntries().filter(({ path, entryType }) => entryType === 'file' && notePath.test(path))
  const notes: SavedNote[] = []
  for (let from = 0; from < entries.length; from += readsAtOnce) {
    notes.push(...(await Promise.all(entries.slice(from, from + readsAtOnce).map((entry) => readNote(files, task, entry)))))
  }
  return notes
}

/** @throws file.not-found */
export async function getNote(files: AgentFileSystem, task: TaskName, noteId: string): Promise<SavedNote> {
  return readNote(files, task, valueOf(await files.getEntry(pathOf(noteId))))
}

/** Saved when it resolves, unless its state says how that failed; then it is kept, and tried again. @throws file.read-only */
export async function putNote(files: AgentFileSystem, { noteId, text, createdAt, ...note }: Note): Promise<SavedNote> {
  const task = { specName: note.specName, taskId: note.taskId }
  const custom = { created_at: createdAt, ...toWords(note) }
  const isEdit = files.fileExists(pathOf(noteId))
  valueOf(await files.writeFile(pathOf(noteId), text, { custom, fileType: 'note' }))
  // A new file is saved at once, an edit would wait for more. What could not be saved stands at the file.
  if (isEdit) await files.flushAll()
  return getNote(files, task, noteId)
}

/** It waits in the trash of the store. @throws file.not-found, file.read-only */
export async function deleteNote(files: AgentFileSystem, noteId: string): Promise<void> {
  valueOf(await files.deleteFile(pathOf(noteId)))
}

function toWords({
  version,
  author,
  editedAt,
  resolvedAt,
  spot,
  anchor,
}: Omit<Note, 'noteId' | 'text' | 'createdAt'>): Record<string, Json> {
  return z.record(z.string(), z.json()).parse(renameKeys({ version, author, editedAt, resolvedAt, spot, anchor }, snakeCase))
}

async function readNote(files: AgentFileSystem, task: TaskName, { path, custom, createdAt, save }: AgentFile): Promise<SavedNote> {
  const read = await files.readFile(path)
  const words = wordsSchema.safeParse(renameKeys(custom, camelCase))
  const given = custom['created_at']
  const whole: Omit<Note, keyof z.infer<typeof wordsSchema>> = {
    noteId: notePath.exec(path)?.[1] ?? '',
    ...task,
    text: read.ok ? read.value : read.error.message,
    createdAt: typeof given === 'string' ? given : createdAt,
  }
  const unknown = { version: 1, author: null, editedAt: null, resolvedAt: null, spot: { on: 'task' as const }, anchor: null }
  const note = { ...whole, ...(words.success ? words.data : unknown) }
  return read.ok ? { note, save } : { note, save, problem: read.error.message }
}
