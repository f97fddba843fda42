// Notes: what a reviewer says about a line, a hunk, a test, lines of a log, a file of a diff, an artifact, or a task as a whole.
import { z } from 'zod'
import { saveStateSchema } from '../agent-file.ts'

const line = z.number().int().positive()

const artifactName = { artifact: z.string() }
/** Lines of one side of a file in a diff; `nth`, from 1, tells apart several patches of the same file. */
const diffLines = {
  ...artifactName,
  path: z.string(),
  nth: line.default(1),
  side: z.enum(['left', 'right']),
  first: line,
  last: line,
}

/** Where a note stands in an attempt. */
export const noteSpotSchema = z.discriminatedUnion('on', [
  z.object({ on: z.literal('task') }),
  z.object({ on: z.literal('line'), ...diffLines }),
  /** `first` and `last` are its changed lines: on the right, or on the left of a hunk that only removes. */
  z.object({ on: z.literal('hunk'), ...diffLines }),
  /** Lines of a log or of any other text; `view` is how it was looked at. */
  z.object({ on: z.literal('range'), ...artifactName, first: line, last: line, view: z.enum(['log', 'text']).optional() }),
  /** By the key of `test-key.ts`. */
  z.object({ on: z.literal('test'), ...artifactName, test: z.string() }),
  /** A file of a diff as a whole. */
  z.object({ on: z.literal('file'), ...artifactName, path: z.string(), nth: line.default(1) }),
  /** Whatever it is, as a whole. */
  z.object({ on: z.literal('artifact'), ...artifactName }),
])
export type NoteSpot = z.infer<typeof noteSpotSchema>
/** In an artifact, not on the task as a whole. */
export type ArtifactSpot = Exclude<NoteSpot, { on: 'task' }>
/** A spot in an artifact that is known from where it is said. */
export type SpotWithin = ArtifactSpot extends infer Spot ? (Spot extends ArtifactSpot ? Omit<Spot, 'artifact'> : never) : never
/** On lines, which have an anchor. */
export type LineSpot = Exclude<ArtifactSpot, { on: 'test' | 'file' | 'artifact' }>

/** The content that a note is tied to, by which it is found again in other attempts. */
export const noteAnchorSchema = z.object({
  /** The first of the lines themselves, at most `anchorLimits.lines`; those of a hunk with their signs. */
  text: z.array(z.string()),
  /** How many lines there are. */
  count: z.number().int().nonnegative(),
  /** The lines right above and below. */
  before: z.array(z.string()),
  after: z.array(z.string()),
  /** SHA-256 of the artifact's content: in the very same content nothing is searched. */
  checksum: z.string(),
})
export type NoteAnchor = z.infer<typeof noteAnchorSchema>

/** How much of the content an anchor keeps: lines, lines above and below, and UTF-16 units of each. */
export const anchorLimits = { lines: 40, neighbours: 3, lineLength: 1000 } as const

/** A note as it was written on one attempt. Moments are ISO 8601 in UTC. */
export const noteSchema = z.object({
  noteId: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  specName: z.string(),
  taskId: z.string(),
  /** The attempt it was written on. */
  version: line,
  text: z.string(),
  author: z.string().nullable(),
  createdAt: z.string(),
  editedAt: z.string().nullable(),
  /** When somebody settled it. */
  resolvedAt: z.string().nullable(),
  spot: noteSpotSchema,
  /** Null for notes on a task. */
  anchor: noteAnchorSchema.nullable(),
})
export type Note = z.infer<typeof noteSchema>

/** Longer notes are refused. */
export const longestNote = 100_000

/** Why a note has no place in an attempt. */
const unplacedReasons = ['no-artifact', 'not-there', 'ambiguous', 'unreadable', 'written-later'] as const

/** Where a note of one attempt stands in another. */
export const notePlaceSchema = z.discriminatedUnion('is', [
  z.object({ is: z.literal('placed'), spot: noteSpotSchema }),
  z.object({ is: z.literal('unplaced'), reason: z.enum(unplacedReasons) }),
])
export type NotePlace = z.infer<typeof notePlaceSchema>

/** A note as it stands in the attempt that was asked for. */
export const placedNoteSchema = z.object({
  note: noteSchema,
  place: notePlaceSchema,
  /** Whether storage has it; what could not be saved is kept and tried again. */
  save: saveStateSchema,
})
export type PlacedNote = z.infer<typeof placedNoteSchema>

/** Notes in the order in which they are read: of the task, by artifact and place, then those without a place. */
export function orderNotes(notes: readonly PlacedNote[]): PlacedNote[] {
  return notes.toSorted((a, b) => {
    const [left, right] = [spotOf(a), spotOf(b)]
    const byRank = rank(left) - rank(right)
    if (byRank !== 0 || left === undefined || right === undefined || left.on === 'task' || right.on === 'task')
      return byRank === 0 ? a.note.createdAt.localeCompare(b.note.createdAt) : byRank
    return left.artifact.localeCompare(right.artifact) || compareSpots(left, right) || a.note.createdAt.localeCompare(b.note.createdAt)
  })
}

const spotOf = ({ place }: PlacedNote) => (place.is === 'placed' ? place.spot : undefined)
const rank = (spot: NoteSpot | undefined) => (spot === undefined ? 2 : spot.on === 'task' ? 0 : 1)
const pathOf = (spot: ArtifactSpot) => ('path' in spot ? spot.path : '')
const lineOf = (spot: ArtifactSpot) => ('first' in spot ? spot.first : 0)
const testOf = (spot: ArtifactSpot) => ('test' in spot ? spot.test : '')

function compareSpots(a: ArtifactSpot, b: ArtifactSpot): number {
  return pathOf(a).localeCompare(pathOf(b)) || lineOf(a) - lineOf(b) || testOf(a).localeCompare(testOf(b))
}
