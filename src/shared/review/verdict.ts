// A reviewer's decisions on an attempt. They lie in the metadata of its artifacts, under `review`; the format is in docs/formats.md.
import { z } from 'zod'
import { type ArtifactRecord, type Json } from '../artifact.ts'

/** What a reviewer decides on an attempt. */
export const verdictSchema = z.enum(['approved', 'changes-requested', 'blocked'])
export type Verdict = z.infer<typeof verdictSchema>
export const verdicts = verdictSchema.options

/** The name under which an artifact's metadata holds what reviewers decided. */
const reviewKey = 'review'

/** One line of the log: a verdict, or that an earlier one was taken back. */
export const reviewEventSchema = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('verdict'),
    id: z.string(),
    verdict: verdictSchema,
    /** Null where another tool did not say. */
    by: z.string().nullable(),
    at: z.string().nullable(),
    /** What of the attempt was judged, as far as it is there still; a null checksum was not said. */
    seen: z.array(z.object({ name: z.string(), checksum: z.string().nullable() })),
  }),
  z.object({ event: z.literal('taken-back'), id: z.string(), takesBack: z.string(), by: z.string().nullable(), at: z.string().nullable() }),
])
export type ReviewEvent = z.infer<typeof reviewEventSchema>
/** The line of the log by which a verdict was given. */
export type VerdictGiven = Extract<ReviewEvent, { event: 'verdict' }>

/** What was decided on an attempt. */
export const reviewSchema = z.object({
  /** The latest verdict that was not taken back. */
  standing: reviewEventSchema.options[0].nullable(),
  /** Names of artifacts that the standing verdict was not given on: they came, or changed, later. */
  unseen: z.array(z.string()),
  /** Everything that was decided, oldest first. Nothing is ever taken off it. */
  log: z.array(reviewEventSchema),
})
export type Review = z.infer<typeof reviewSchema>

const text = z.string().nullable().catch(null)
const entrySchema = z.union([
  z.object({ id: z.string().min(1), verdict: verdictSchema, by: text, at: text, checksum: text }),
  z.object({ id: z.string().min(1), takes_back: z.string().min(1), by: text, at: text }),
])
/** A line of the log as one record holds it: with the checksum of that record's content alone. */
export type ReviewEntry = z.infer<typeof entrySchema>

const bareSchema = z.object({ verdict: verdictSchema, by: text, at: text, checksum: text })

const isObject = (value: Json | undefined): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The log that a record carries. A verdict that another tool wrote without a log counts as its one line; what is none is left out. */
function reviewEntries({ metadata }: Pick<ArtifactRecord, 'metadata'>): ReviewEntry[] {
  const review = metadata[reviewKey]
  if (!isObject(review)) return []
  if (Array.isArray(review['log'])) {
    return review['log'].flatMap((line) => {
      const parsed = entrySchema.safeParse(line)
      return parsed.success ? [parsed.data] : []
    })
  }
  const bare = bareSchema.safeParse(review)
  if (!bare.success) return []
  const { verdict, by, at } = bare.data
  return [{ id: ['given', verdict, by ?? '', at ?? ''].join(':'), ...bare.data }]
}

function standingOf<T extends { id: string }>(events: readonly (T | { takesBack: string })[]): T | undefined {
  const takenBack = new Set(events.flatMap((event) => ('takesBack' in event ? [event.takesBack] : [])))
  return events.findLast((event): event is T => !('takesBack' in event) && !takenBack.has(event.id))
}

/** True when a verdict stands that was given on this very content. */
export function isReviewed(record: Pick<ArtifactRecord, 'metadata' | 'checksum'>): boolean {
  const events = reviewEntries(record).map((entry) => ('takes_back' in entry ? { takesBack: entry.takes_back } : entry))
  const standing = standingOf(events)
  return standing !== undefined && (standing.checksum ?? record.checksum) === record.checksum
}

/** What was decided on an attempt, from the records of its artifacts. */
export function reviewOf(records: readonly ArtifactRecord[]): Review {
  const events = new Map<string, { event: ReviewEvent; place: number }>()
  for (const record of records) {
    for (const [place, entry] of reviewEntries(record).entries()) {
      const known = events.get(entry.id)
      if (known === undefined) events.set(entry.id, { event: eventOf(entry, record), place })
      else {
        known.place = Math.max(known.place, place)
        if (known.event.event === 'verdict' && 'verdict' in entry) known.event.seen.push({ name: record.name, checksum: entry.checksum })
      }
    }
  }
  const log = [...events.values()]
    .toSorted((a, b) => (a.event.at ?? '').localeCompare(b.event.at ?? '') || a.place - b.place)
    .map(({ event }) => event)
  const standing =
    standingOf<VerdictGiven>(log.map((event) => (event.event === 'verdict' ? event : { takesBack: event.takesBack }))) ?? null
  return { standing, unseen: standing === null ? [] : unseenOf(standing, records), log }
}

function eventOf(entry: ReviewEntry, { name }: ArtifactRecord): ReviewEvent {
  const { id, by, at } = entry
  return 'takes_back' in entry
    ? { event: 'taken-back', id, takesBack: entry.takes_back, by, at }
    : { event: 'verdict', id, verdict: entry.verdict, by, at, seen: [{ name, checksum: entry.checksum }] }
}

function unseenOf({ seen }: VerdictGiven, records: readonly ArtifactRecord[]): string[] {
  const checksums = new Map(seen.map(({ name, checksum }) => [name, checksum]))
  return records
    .filter(({ name, checksum }) => !checksums.has(name) || (checksums.get(name) ?? checksum) !== checksum)
    .map(({ name }) => name)
}

/** A record's metadata with one more line in its log, and the verdict that stands then where other tools look for it. */
export function withReviewEntry(record: ArtifactRecord, entry: ReviewEntry): Record<string, Json> {
  const before = record.metadata[reviewKey]
  const known = reviewEntries(record)
  // What another tool put into the log stays there, whatever it is.
  const log: Json[] = isObject(before) && Array.isArray(before['log']) ? before['log'] : known.map((line) => ({ ...line }))
  const standing = standingOf([...known, entry].map((line) => ('takes_back' in line ? { takesBack: line.takes_back } : line)))
  const {
    verdict: _verdict,
    by: _by,
    at: _at,
    checksum: _checksum,
    ...others
  } = isObject(before) ? before : before === undefined ? {} : { before }
  const copy: Record<string, Json> =
    standing === undefined ? {} : { verdict: standing.verdict, by: standing.by, at: standing.at, checksum: standing.checksum }
  return { ...record.metadata, [reviewKey]: { ...copy, ...others, log: [...log, { ...entry }] } }
}

/** A record's metadata as people search it: who judged it is asked for by `verdict:`, not found by chance. */
export function searchedMetadata({ metadata }: Pick<ArtifactRecord, 'metadata'>): string {
  const { [reviewKey]: _review, ...said } = metadata
  return JSON.stringify(said)
}
