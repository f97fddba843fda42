// Lines of a log that are taken out of it.
import { z } from 'zod'

/** Lines of a log. */
export const lineRangeSchema = z.object({
  /** From 1; both ends belong to it. */
  first: z.number().int().positive(),
  last: z.number().int().positive(),
})
export type LineRange = z.infer<typeof lineRangeSchema>

/** What a page shows of a log. */
export interface LogExcerpt {
  /** All lines of the log. */
  lines: number
  /** Lines that follow each other, without terminal codes. */
  pieces: { firstLine: number; text: string }[]
  /** Some of what was asked for did not fit. */
  isCut: boolean
}
