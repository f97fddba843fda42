// What a verification says [S11].
import { z } from 'zod'

/** Something that is not as it should be. Valid artifacts are only counted. */
export const verifyFindingSchema = z.object({
  uri: z.string(),
  /** `unrecorded`: content in a task's folder that no record names. */
  status: z.enum(['corrupt', 'missing', 'unrecorded']),
  reason: z.string(),
  /** Absent for what no record names. */
  artifact: z.object({ specName: z.string(), taskId: z.string(), name: z.string(), version: z.number() }).optional(),
})
export type VerifyFinding = z.infer<typeof verifyFindingSchema>

/** How many artifacts were found how; `unrecorded` counts contents that no record names. */
export const verifyReportSchema = z.object({
  valid: z.number(),
  corrupt: z.number(),
  missing: z.number(),
  unrecorded: z.number(),
  /** False when it was stopped before its end. */
  isComplete: z.boolean(),
})
export type VerifyReport = z.infer<typeof verifyReportSchema>
