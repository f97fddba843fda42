// The closed list of everything Vitrine expects to go wrong, the same on disk, wire and screen.
import { z } from 'zod'
import { messageOf } from './message-of.ts'

const uri = z.object({ uri: z.string() })

/** A filter of a search with a value that it cannot have. */
const wrongTermSchema = z.object({
  query: z.string(),
  /** The term as it stands in the query. */
  word: z.string(),
  /** Where in the query it begins, in characters from 0. */
  start: z.number(),
  /** Terms that would do: all there are when `isClosed`, otherwise examples. */
  allowed: z.array(z.string()),
  isClosed: z.boolean(),
})
export type WrongTerm = z.infer<typeof wrongTermSchema>

/** Details each code carries; the keys are the whole list of codes, `noun.problem`. */
export const errorDetails = {
  /** No artifact of this store is known by that URI, key or trash id. */
  'artifact.not-found': uri,
  /** The stored bytes do not match the record: wrong checksum, truncated, or not decompressible. */
  'artifact.corrupt': z.object({ uri: z.string(), reason: z.string(), isMissing: z.boolean().optional() }),
  /** Something stands where the artifact would go, e.g. a restore onto a version that exists again. */
  'artifact.exists': uri,
  /** That version of the name was deleted; its number is not given out again. */
  'version.retired': z.object({ name: z.string(), version: z.number() }),
  /** An attempt is not any more what the reviewer saw: these artifacts came, changed or went. Nothing was written. */
  'attempt.changed': z.object({ specName: z.string(), taskId: z.string(), version: z.number(), names: z.array(z.string()) }),
  /** No such verdict stands on the attempt. */
  'verdict.not-found': z.object({ specName: z.string(), taskId: z.string(), version: z.number() }),
  /** A record file (`metadata.json`) that cannot be read as one. The rest of the store keeps working. */
  'record.unreadable': z.object({ key: z.string(), reason: z.string() }),
  /** A spec, task, artifact name or tag that cannot be used, e.g. an empty one. */
  'name.invalid': z.object({ field: z.string(), value: z.string(), reason: z.string() }),
  /** Over quota (`reason: "quota"`) or the disk is full (`reason: "disk"`). Nothing was written. */
  'store.full': z.object({ reason: z.enum(['quota', 'disk']), neededBytes: z.number().optional(), freeBytes: z.number().optional() }),
  /** Another live process holds the task's lock longer than the wait allows. */
  'store.locked': z.object({ lock: z.string(), owner: z.string(), waitedMs: z.number() }),
  /** The store's root is missing, not a folder, or does not answer. `problem` is known of buckets. */
  'store.unreachable': z.object({
    uri: z.string(),
    reason: z.string(),
    problem: z.enum(['no-bucket', 'wrong-region', 'no-answer', 'unknown-host', 'wrong-clock']).optional(),
    /** Where the bucket lies, when the service said so. */
    region: z.string().optional(),
  }),
  /** The root may not be read, written or listed with the rights at hand. `problem` is known of buckets. */
  'store.denied': z.object({
    path: z.string(),
    operation: z.enum(['read', 'write', 'list']),
    problem: z.enum(['no-credentials', 'unreadable-credentials', 'unknown-key', 'wrong-secret', 'expired', 'not-allowed']).optional(),
  }),
  /** Written by a newer Vitrine; this one would not understand it. */
  'store.too-new': z.object({ key: z.string(), format: z.number(), understood: z.number() }),
  /** The backend does not offer what was asked of it. */
  'backend.cannot': z.object({ scheme: z.string(), operation: z.string() }),
  /** The caller stopped an upload before its bytes were complete. Nothing was stored. */
  'upload.aborted': z.object({ receivedBytes: z.number() }),
  /** The uploaded bytes do not have the checksum the caller promised. Nothing was stored. */
  'upload.checksum-mismatch': z.object({ expected: z.string(), actual: z.string() }),
  /** A configuration file that does not parse, or holds an unknown key or a wrong value. */
  'config.invalid': z.object({ path: z.string(), line: z.number(), reason: z.string() }),
  /** A file or folder the user named cannot be read. */
  'path.unreadable': z.object({ path: z.string(), reason: z.string() }),
  /** No session is known by that id. */
  'session.not-found': z.object({ sessionId: z.string() }),
  /** A session of that id is there and differs, or ended with another outcome. */
  'session.exists': z.object({ sessionId: z.string(), reason: z.string() }),
  /** Nothing is at that path of an agent's file system. */
  'file.not-found': z.object({ path: z.string() }),
  /** Something is at that path already. */
  'file.exists': z.object({ path: z.string() }),
  /** The file does not have the content any more that the caller began from. */
  'file.changed': z.object({ path: z.string() }),
  /** Edits that could not be saved, and would be left behind. */
  'file.unsaved': z.object({ paths: z.array(z.string()) }),
  /** The path lies below a root that may only be read. */
  'file.read-only': z.object({ path: z.string() }),
  /** The request does not have the shape the contract asks for. `term` is the word of a search that cannot be read. */
  'request.invalid': z.object({ reason: z.string(), term: wrongTermSchema.optional() }),
  /** A defect of Vitrine itself. */
  internal: z.object({ reason: z.string() }),
} as const

/** `noun.problem`, the closed list. */
export type ErrorCode = keyof typeof errorDetails
export type ErrorDetails<C extends ErrorCode> = z.infer<(typeof errorDetails)[C]>

/** What `--json` prints on stderr and what HTTP answers carry as body. */
export interface ErrorJson {
  error: { code: ErrorCode; message: string; details: unknown }
}

/** The one error class for expected failures. `code` decides which details it carries. */
export class VitrineError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'VitrineError'
  readonly code: C
  readonly details: ErrorDetails<C>

  constructor(code: C, details: ErrorDetails<C>, options?: ErrorOptions) {
    super(`${code}: ${JSON.stringify(details)}`, options)
    this.code = code
    this.details = details
  }
}

/** True for a `VitrineError`, and when `code` is given, for one with that code. */
export function isVitrineError<C extends ErrorCode>(error: unknown, code?: C): error is VitrineError<C> {
  return error instanceof VitrineError && (code === undefined || error.code === code)
}

/** Any thrown thing as a `VitrineError`; what is not one already becomes `internal`. */
export function toVitrineError(error: unknown): VitrineError {
  if (error instanceof VitrineError) return error
  const reason = messageOf(error)
  return new VitrineError('internal', { reason }, { cause: error })
}
