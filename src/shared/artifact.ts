// An artifact and its record [S3].
import { z } from 'zod'
import { snakeCase } from './json-names.ts'

/** `diff`, `log`, `test`, or `file` for anything else. */
export const artifactTypeSchema = z.enum(['diff', 'log', 'test', 'file'])
export type ArtifactType = z.infer<typeof artifactTypeSchema>
/** In the order in which an attempt lists them. */
export const artifactTypes = artifactTypeSchema.options

/** How the stored bytes are compressed. */
export const encodingSchema = z.enum(['zstd', 'gzip', 'identity'])
export type Encoding = z.infer<typeof encodingSchema>

/** Any value that JSON can carry. */
export type Json = z.core.util.JSONType

function isJson(value: unknown): value is Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object') return false
  return Array.isArray(value) ? value.every(isJson) : Object.values(value).every(isJson)
}

/** Any JSON object, kept as it is: `z.record` leaves out the key `__proto__`. */
const jsonObjectSchema = z.custom<Record<string, Json>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value) && isJson(value),
  'it is no JSON object',
)

/** A moment as ISO 8601 in UTC with milliseconds, e.g. `2026-11-21T08:00:00.000Z`. Sorts as text. */
const momentSchema = z.iso.datetime({ precision: 3 })

/**
 * The record of one artifact: one schema for disk, wire and screen. On disk and in `--json` the same fields are
 * spelled in snake_case (see `formatRecord`).
 */
export const artifactRecordSchema = z.object({
  /** Computed from the store's root and the key, never trusted from disk. */
  uri: z.string(),
  taskId: z.string().min(1),
  specName: z.string().min(1),
  type: artifactTypeSchema,
  name: z.string().min(1),
  /** Stored bytes. */
  size: z.number().int().nonnegative(),
  /** Raw (uncompressed) bytes. */
  originalSize: z.number().int().nonnegative(),
  /** SHA-256 of the raw bytes, 64 lower-case hex digits. */
  checksum: z.string().regex(/^[0-9a-f]{64}$/),
  createdAt: momentSchema,
  compressed: z.boolean(),
  encoding: encodingSchema,
  mimeType: z.string(),
  /** A set: no tag twice, in the order they were given. */
  tags: z.array(z.string().min(1)),
  /** From 1. Never reused, even after a delete. */
  version: z.number().int().positive(),
  /** Any JSON; `agent`, `model`, `session`, `commit`, `command` say whose attempt it is. */
  metadata: jsonObjectSchema,
})
export type ArtifactRecord = z.infer<typeof artifactRecordSchema>

const diskNames = Object.keys(artifactRecordSchema.shape).map((key) => [key, snakeCase(key)] as const)

/** The snake_case form that lies on disk and that `--json` prints; field order is [S3]'s. */
export function formatRecord(record: ArtifactRecord): Record<string, unknown> {
  const values: Record<string, unknown> = { ...record }
  return Object.fromEntries(diskNames.map(([key, diskName]) => [diskName, values[key]]))
}

/**
 * The record in its snake_case form, checked.
 * @throws z.ZodError when a field is missing or has the wrong type, named as on disk; unknown fields are dropped.
 */
export function parseRecord(value: unknown): ArtifactRecord {
  const fields = z.record(z.string(), z.unknown()).parse(value)
  const parsed = artifactRecordSchema.safeParse(Object.fromEntries(diskNames.map(([key, diskName]) => [key, fields[diskName]])))
  if (parsed.success) return parsed.data
  throw new z.ZodError(
    parsed.error.issues.map((issue) => ({ ...issue, path: issue.path.map((key, index) => (index === 0 ? snakeCase(String(key)) : key)) })),
  )
}

/** The name an artifact gets when it is given none, by type; these are the seed's file names without extension. */
export const defaultNames: Record<Exclude<ArtifactType, 'file'>, string> = { diff: 'diff', log: 'log', test: 'test-result' }
