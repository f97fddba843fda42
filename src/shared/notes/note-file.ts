// Notes as a JSON file, to keep, to send, and to take in elsewhere.
import { z } from 'zod'
import { camelCase, renameKeys, snakeCase } from '../json-names.ts'
import { longestNote, type Note, noteSchema } from './note.ts'
import { describeIssues } from '../schema-words.ts'
import { messageOf } from '../message-of.ts'

const noteFileFormat = 1

/** Notes as they are written in files and by `--json`: snake_case. */
const writtenNoteSchema = z.preprocess(
  (note) => renameKeys(note, camelCase),
  noteSchema.extend({
    text: z.string().max(longestNote),
    author: noteSchema.shape.author.default(null),
    editedAt: noteSchema.shape.editedAt.default(null),
    resolvedAt: noteSchema.shape.resolvedAt.default(null),
    anchor: noteSchema.shape.anchor.default(null),
  }),
)

const noteFileSchema = z.object({ format: z.literal(noteFileFormat), notes: z.array(writtenNoteSchema) })

/** A note as files and `--json` spell it, in snake_case. */
export function formatNote(note: Note): Record<string, unknown> {
  return Object.fromEntries(Object.entries(note).map(([name, value]) => [snakeCase(name), renameKeys(value, snakeCase)]))
}

/** The JSON value of a file. */
export function noteFileOf(notes: readonly Note[]): unknown {
  return { format: noteFileFormat, notes: notes.map(formatNote) }
}

/** The text of a file with these notes. */
export function formatNoteFile(notes: readonly Note[]): string {
  return `${JSON.stringify(noteFileOf(notes), undefined, 2)}\n`
}

/** The notes of a file, or words that say what is wrong with it. */
export function parseNoteFile(text: string): { notes: Note[] } | { problem: string } {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    return { problem: `it is no JSON: ${messageOf(error)}` }
  }
  const format = z.object({ format: z.number() }).safeParse(json)
  if (!format.success) return { problem: 'it is no file of notes: "format" is missing' }
  if (format.data.format > noteFileFormat)
    return { problem: `it has format ${format.data.format}, and this Vitrine understands up to ${noteFileFormat}` }
  const parsed = noteFileSchema.safeParse(json)
  if (parsed.success) return { notes: parsed.data.notes }
  return { problem: describeIssues(parsed.error.issues) }
}

/** What taking in notes comes to. */
export interface NoteMerge {
  /** What is to be written. */
  put: Note[]
  added: number
  updated: number
  /** Known already, as they are or newer. */
  same: number
}

/** What taking notes in changes: the one that was edited last wins, and the same words at the same spot are one note. */
export function mergeNotes(known: readonly Note[], incoming: readonly Note[]): NoteMerge {
  const byId = new Map(known.map((note) => [note.noteId, note]))
  const contents = new Set(known.map(contentOf))
  const merge: NoteMerge = { put: [], added: 0, updated: 0, same: 0 }
  for (const note of incoming) {
    const before = byId.get(note.noteId)
    const isKnown = before === undefined ? contents.has(contentOf(note)) : changedAt(before) >= changedAt(note)
    if (isKnown) {
      merge.same++
      continue
    }
    if (before === undefined) merge.added++
    else merge.updated++
    merge.put = [...merge.put.filter(({ noteId }) => noteId !== note.noteId), note]
    byId.set(note.noteId, note)
    contents.add(contentOf(note))
  }
  return merge
}

const changedAt = ({ createdAt, editedAt, resolvedAt }: Note) => [createdAt, editedAt ?? '', resolvedAt ?? ''].toSorted().at(-1) ?? ''
const contentOf = ({ text, version, spot }: Note) =>
  JSON.stringify([text.trim(), version, Object.entries(spot).toSorted(([a], [b]) => a.localeCompare(b))])
