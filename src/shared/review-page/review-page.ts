// One HTML file with everything a reviewer looked at, to read without Vitrine and without a network.
import { z } from 'zod'
import { type AttemptName, attemptNameSchema } from '../attempt-name.ts'
import { languages } from '../language/first-language.ts'
import { lineRangeSchema } from './log-excerpt.ts'
import { secretChoiceSchema, secretFindingSchema } from './secret.ts'

/** `api › 1.2, attempt 3` */
export const describeAttempt = ({ specName, taskId, version }: AttemptName): string => `${specName} › ${taskId}, attempt ${version}`

/** The task is named once when both are of it. */
export function formatComparison(attempt: AttemptName, against: AttemptName | undefined): string {
  if (against === undefined) return describeAttempt(attempt)
  const isSameTask = attempt.specName === against.specName && attempt.taskId === against.taskId
  return `${describeAttempt(attempt)} against ${isSameTask ? `attempt ${against.version}` : describeAttempt(against)}`
}

/** What a page is to show. */
export const pageRequestSchema = z.object({
  attempt: attemptNameSchema,
  /** The attempt that it is compared with. */
  against: attemptNameSchema.optional(),
  /** Lines of logs chosen by hand. A log without any is shown by its errors, with what stands around them, and its end. */
  logLines: z.array(lineRangeSchema.extend({ uri: z.string() })).default([]),
})
export type PageRequest = z.infer<typeof pageRequestSchema>

/** Something that a page does not show, and why. */
export const leftOutSchema = z.object({ what: z.string(), because: z.string() })
export type LeftOut = z.infer<typeof leftOutSchema>

/** A page as it was frozen, before anything is written. */
export const pageSummarySchema = z.object({
  pageId: z.string(),
  title: z.string(),
  fileName: z.string(),
  /** Of the file. */
  sizeBytes: z.number(),
  contents: z.array(z.object({ title: z.string(), facts: z.string() })),
  leftOut: z.array(leftOutSchema),
  /** The first 500. */
  secrets: z.array(secretFindingSchema),
  secretCount: z.number(),
})
export type PageSummary = z.infer<typeof pageSummarySchema>

/** Which frozen page is written, and what becomes of its secrets. */
export const pageFileSchema = z.object({
  pageId: z.string(),
  secrets: secretChoiceSchema,
  /** Of the page's own words. */
  language: z.enum(languages).default('en'),
})
