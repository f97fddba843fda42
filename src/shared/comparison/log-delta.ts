// Which lines only one of two logs has.
import { z } from 'zod'

const count = z.number().int().nonnegative()

/** A line that only one of the logs has, with all that say the same. */
export const deltaLineSchema = z.object({
  /** From 1; of the first such line. */
  line: z.number().int().positive(),
  /** As it stands in the log, without terminal codes, cut when it is long. */
  text: z.string(),
  /** Lines that say the same once times, paths, ids and the like are masked. */
  times: z.number().int().positive(),
  /** What the line reports, as the log viewer marks it. */
  mark: z.enum(['error', 'warning']).nullable(),
})
export type DeltaLine = z.infer<typeof deltaLineSchema>

/** What one log has that the other has not. */
export const deltaSideSchema = z.object({
  /** All lines of the log. */
  lines: count,
  /** Those that say something the other log does not. */
  onlyHere: count,
  /** Different ones among them, once what changes from run to run is masked. */
  distinct: count,
  /** Different ones among them that report an error or a warning. */
  errors: count,
  warnings: count,
  /** The first 2,000 that report errors or warnings and the first 2,000 others, in the order of the log. */
  listed: z.array(deltaLineSchema),
})
export type DeltaSide = z.infer<typeof deltaSideSchema>

/** Two logs line by line, after masking times, durations, absolute paths, ids, addresses, ports and process numbers. */
export const logDeltaSchema = z.object({
  first: deltaSideSchema,
  second: deltaSideSchema,
  /** Lines of the second log that the first has as well. */
  common: count,
})
export type LogDelta = z.infer<typeof logDeltaSchema>
