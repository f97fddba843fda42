// What a reviewer has seen of a task's diffs: hunks by what they hold, so that the same hunk counts as seen in every attempt.
import { z } from 'zod'

/**
 * A hunk: the first 32 hex of the SHA-256 of its file's path, a zero byte, and its lines from the first changed one to the last, each with
 * its sign and a newline. The second and later ones of the same content in a file end in `-2`, `-3` …. A file without hunks: of its path,
 * a zero byte and its header lines.
 */
export const viewedMarkSchema = z.string().regex(/^[0-9a-f]{32}(?:-[1-9]\d{0,5})?$/)

/** More marks of a task are not kept; the oldest go first. */
export const mostViewedMarks = 50_000

/** Marks that are set and taken away. */
export const viewedChangeSchema = z.object({
  specName: z.string(),
  taskId: z.string(),
  add: z.array(viewedMarkSchema).max(mostViewedMarks).default([]),
  remove: z.array(viewedMarkSchema).max(mostViewedMarks).default([]),
})
export type ViewedChange = z.infer<typeof viewedChangeSchema>
