// Deleted artifacts and the way back [S8].
import { z } from 'zod'
import { artifactRecordSchema } from './artifact.ts'

/** A deleted artifact with the record that it had. */
export const trashedSchema = z.object({
  /** Names the trash entry; restore and purge take it. */
  trashId: z.string(),
  record: artifactRecordSchema,
  deletedAt: z.string(),
  /** Who deleted it, or `cleanup:<plan id>`; null when nobody said. */
  deletedBy: z.string().nullable(),
  /** When it may be purged: `deletedAt` plus `trash_days`. */
  expiresAt: z.string(),
})
export type Trashed = z.infer<typeof trashedSchema>

/** Part of the trash; without any condition, all of it. */
export const trashChoiceSchema = z.object({
  /** In the names, the URI, or who deleted it. */
  text: z.string().optional(),
  deletedBy: z.string().optional(),
  /** One version of one artifact; it may have been deleted, restored and deleted again. */
  artifact: z.object({ specName: z.string(), taskId: z.string(), name: z.string(), version: z.number() }).optional(),
  /** Waited for `trash_days`. */
  isExpired: z.boolean().optional(),
  /** Nothing that was deleted later than this entry. */
  upTo: z.string().optional(),
})
export type TrashChoice = z.infer<typeof trashChoiceSchema>

/** Entries named one by one, or a choice. */
export const trashSelectionSchema = z.union([z.object({ trashIds: z.array(z.string()).min(1) }), z.object({ choice: trashChoiceSchema })])
export type TrashSelection = z.infer<typeof trashSelectionSchema>

const sumSchema = z.object({ artifacts: z.number(), sizeBytes: z.number() })

/** A page of the trash, or of a choice, with sums. */
export const trashPageSchema = z.object({
  /** What was deleted last comes first. */
  trashed: z.array(trashedSchema),
  /** Hand it back to get the next page; null on the last. */
  nextCursor: z.string().nullable(),
  /** Of everything that was asked for, of what of it expired, and of the whole trash. Stored bytes. */
  chosen: sumSchema,
  expired: sumSchema,
  all: sumSchema,
  /** The first 100 entries that cannot be read; purge takes them. */
  damaged: z.array(z.object({ trashId: z.string(), reason: z.string() })),
})
export type TrashPage = z.infer<typeof trashPageSchema>
