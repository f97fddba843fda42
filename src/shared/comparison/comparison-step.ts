// A comparison on its way: how many bytes were read, and at last what came of it.
import { z } from 'zod'
import { type Progress, progressSchema } from '../progress.ts'

/** `progress` counts bytes; a content that is read twice counts twice. */
export const comparisonStepSchema = <Answer extends z.ZodType>(answer: Answer) =>
  z.discriminatedUnion('state', [
    z.object({ state: z.literal('comparing'), progress: progressSchema }),
    z.object({ state: z.literal('compared'), answer }),
  ])

/** `progress` counts bytes. */
export type ComparisonStep<Answer> = { state: 'comparing'; progress: Progress } | { state: 'compared'; answer: Answer }
