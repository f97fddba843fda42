// What a window needs to know about the store it has open.
import { z } from 'zod'

/** [S10] */
export const quotaSchema = z.object({
  maxSizeBytes: z.number(),
  /** Stored bytes by the limit; over 1 uploads are refused. */
  usedRatio: z.number(),
  /** From this ratio on everyone is warned. */
  warnRatio: z.number(),
  isNear: z.boolean(),
})
export type Quota = z.infer<typeof quotaSchema>

/** The open store as a whole. */
export const storeInfoSchema = z.object({
  uri: z.string(),
  scheme: z.string(),
  /** False for a root that may only be read; uploads and deletes then fail with `store.denied`. */
  writable: z.boolean(),
  artifacts: z.number(),
  /** Stored bytes. */
  sizeBytes: z.number(),
  quota: quotaSchema,
  /** Record files that could not be read when the catalog was built or refreshed. */
  problems: z.array(z.object({ key: z.string(), reason: z.string() })),
})
export type StoreInfo = z.infer<typeof storeInfoSchema>
