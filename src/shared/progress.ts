import { z } from 'zod'

/** Progress of long work. `total` is null while it is not known yet. */
export const progressSchema = z.object({
  done: z.number().nonnegative(),
  total: z.number().nonnegative().nullable(),
  /** What is being worked on, e.g. a path. */
  current: z.string().optional(),
  /** Raw bytes that went through so far, where one thing may take long. */
  bytes: z.number().nonnegative().optional(),
})
export type Progress = z.infer<typeof progressSchema>
