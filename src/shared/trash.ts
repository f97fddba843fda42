// Deleted artifacts and the way back [S8].
import { z } from 'zod'
import { artifactRecordSchema } from './artifact.ts'

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
