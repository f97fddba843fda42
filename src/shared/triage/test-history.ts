// How one test ended in each attempt of a task.
import { z } from 'zod'
import { testStatusSchema } from '../test-report.ts'

/** How a test ended in one attempt, or why nobody can tell. */
export const attemptOutcomeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('ran'),
    /** The report, or the log that prints a test summary. */
    artifactName: z.string(),
    /** The test's key in it (test-key.ts). */
    key: z.string(),
    status: testStatusSchema,
    durationMs: z.number().nonnegative().optional(),
  }),
  /** The attempt's reports list every test, and not this one. */
  z.object({ kind: z.literal('absent') }),
  /** The reports do not list every test, so nobody knows. */
  z.object({ kind: z.literal('unknown') }),
  z.object({ kind: z.literal('no-report') }),
])
export type AttemptOutcome = z.infer<typeof attemptOutcomeSchema>

/** One test in every attempt of its task. */
export const testHistorySchema = z.object({
  /** Oldest attempt first. */
  attempts: z.array(z.object({ version: z.number().int().positive(), outcome: attemptOutcomeSchema })),
})
export type TestHistory = z.infer<typeof testHistorySchema>

/**
 * The attempt since which the test fails without a pass between, up to `version`; undefined when it does not fail there. Attempts
 * that tell nothing of the test neither begin nor end it.
 */
export function failingSince({ attempts }: TestHistory, version: number): number | undefined {
  let since: number | undefined
  for (const { version: each, outcome } of attempts.toReversed()) {
    if (each > version || outcome.kind !== 'ran') continue
    if (outcome.status !== 'failed' && outcome.status !== 'errored') return since
    since = each
  }
  return since
}
