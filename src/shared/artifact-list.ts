// Filters, sorting and pages of the artifact list; the same for `vitrine ls`, the API and the window.
import { z } from 'zod'
import { artifactRecordSchema, artifactTypeSchema } from './artifact.ts'
import { factsSchema } from './facts.ts'
import { verdicts } from './review/verdict.ts'

/** What the last reading of an artifact's bytes found wrong [S11]; a good one takes it back. */
const damageSchema = z.object({ status: z.enum(['corrupt', 'missing']), reason: z.string() })
export type Damage = z.infer<typeof damageSchema>

/** An artifact as lists and viewers get it. `facts` is null until they are computed. */
export const artifactSchema = z.object({
  record: artifactRecordSchema,
  facts: factsSchema.nullable(),
  /** Absent while nobody found any. */
  damage: damageSchema.optional(),
  /** Why its content could not be read when that was last tried, while there are no facts. */
  unread: z.string().optional(),
})
export type Artifact = z.infer<typeof artifactSchema>

/** All given conditions must hold (AND); several values of one condition are alternatives (OR). */
export const artifactFilterSchema = z.object({
  specName: z.string().optional(),
  taskId: z.string().optional(),
  name: z.string().optional(),
  version: z.number().int().positive().optional(),
  types: z.array(artifactTypeSchema).optional(),
  tags: z.array(z.string()).optional(),
  /** Inclusive bounds on `createdAt`, ISO 8601. */
  since: z.string().optional(),
  until: z.string().optional(),
  /** Every word must begin a word of the names, metadata or content; case and accents do not matter. */
  text: z.string().optional(),
  /** Test results: some failed, all passed, none ran, or none are known. */
  status: z.enum(['failed', 'passed', 'empty', 'unknown']).optional(),
  /** Verdicts that stand on it; `none`: no one judged it. */
  verdicts: z.array(z.enum([...verdicts, 'none'])).optional(),
  /** `metadata.agent`, `.model`, `.session` */
  agent: z.string().optional(),
  model: z.string().optional(),
  session: z.string().optional(),
  /** Bounds on raw bytes, inclusive. */
  minSizeBytes: z.number().optional(),
  maxSizeBytes: z.number().optional(),
})
export type ArtifactFilter = z.infer<typeof artifactFilterSchema>

/** Sort keys; each falls back to the newest first among equals. A leading `-` turns it round. */
export const artifactSortSchema = z.enum(['-created', 'created', '-size', 'size', 'name', '-name'])
export type ArtifactSort = z.infer<typeof artifactSortSchema>

/** A page of artifacts in the order that was asked for. */
export const artifactPageSchema = z.object({
  artifacts: z.array(artifactSchema),
  /** Hand it back to get the next page; null on the last. Valid only with the same filter and sort. */
  nextCursor: z.string().nullable(),
})
export type ArtifactPage = z.infer<typeof artifactPageSchema>

const packedTypes = new Map([
  ['application/gzip', 'gzip'],
  ['application/zstd', 'zstd'],
])

/** How an artifact's own bytes are compressed, so that what it holds is shown; undefined for any other. */
export function packingOf({ record, facts }: Pick<Artifact, 'record' | 'facts'>): string | undefined {
  return facts?.notes.find(({ code }) => code === 'content.unpacked')?.detail ?? packedTypes.get(record.mimeType)
}
