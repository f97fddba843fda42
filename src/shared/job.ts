// Long work that goes on whatever the windows do: one list, the same in all of them.
import { z } from 'zod'
import { progressSchema } from './progress.ts'
import { verifyFindingSchema, verifyReportSchema } from './verify.ts'

/** What a job came to, by its verb. */
export const jobResultSchema = z.discriminatedUnion('verb', [
  /** Which they were is in the receipt. */
  z.object({
    verb: z.literal('cleanup'),
    planId: z.string(),
    deleted: z.number(),
    skipped: z.number(),
    /** Of the skipped ones, those that could not be deleted. */
    failed: z.number(),
    freedBytes: z.number(),
  }),
  /** The first 1,000 findings; the report counts them all. */
  z.object({ verb: z.literal('verify'), report: verifyReportSchema, findings: z.array(verifyFindingSchema) }),
  z.object({ verb: z.literal('reindex'), tasks: z.number() }),
  /** What could not be restored, and why. `isConflict`: its version is there again, and it could come back as a new one. */
  z.object({
    verb: z.literal('restore'),
    restored: z.number(),
    failed: z.array(z.object({ trashId: z.string(), uri: z.string(), reason: z.string(), isConflict: z.boolean() })),
  }),
  z.object({ verb: z.literal('purge'), purged: z.number(), freedBytes: z.number() }),
])
export type JobResult = z.infer<typeof jobResultSchema>
/** The work that a job does. */
export type JobVerb = JobResult['verb']

/** Long work of one store. Its id is unique while the process lives. */
export const jobSchema = z.object({
  jobId: z.string(),
  verb: z.enum(['cleanup', 'verify', 'reindex', 'restore', 'purge']),
  storeUri: z.string(),
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  progress: progressSchema,
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  /** For a failed one, in words. */
  failure: z.object({ code: z.string(), what: z.string(), wayOut: z.string() }).nullable(),
  /** There for a done one, and for a cancelled one that can say how far it came. */
  result: jobResultSchema.nullable(),
})
export type Job = z.infer<typeof jobSchema>
