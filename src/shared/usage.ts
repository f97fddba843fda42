// What takes the space [S10].
import { z } from 'zod'
import { artifactTypeSchema } from './artifact.ts'
import { quotaSchema } from './store-info.ts'

const sums = z.object({
  artifacts: z.number(),
  /** Stored bytes. */
  sizeBytes: z.number(),
  /** Raw bytes: what it would take uncompressed. */
  originalSizeBytes: z.number(),
})
export type UsageSums = z.infer<typeof sums>

/** What takes the space of a store. */
export const usageSchema = z.object({
  total: sums,
  quota: quotaSchema,
  bySpec: z.array(sums.extend({ specName: z.string() })),
  byType: z.array(sums.extend({ type: artifactTypeSchema })),
  /** UTC days with uploads that are still there, oldest first. */
  byDay: z.array(sums.extend({ day: z.string() })),
  /** Content that is stored more than once: how many artifacts beyond the first, and their stored bytes. */
  duplicates: z.object({ artifacts: z.number(), sizeBytes: z.number() }),
  trash: z.object({ artifacts: z.number(), sizeBytes: z.number() }),
})
export type Usage = z.infer<typeof usageSchema>

/** The tasks and types of one spec, for drilling down. */
export const specUsageSchema = z.array(sums.extend({ taskId: z.string(), type: artifactTypeSchema }))
export type SpecUsage = z.infer<typeof specUsageSchema>
