// Secrets that content may hold, as they are shown before it leaves the store.
import { z } from 'zod'

/** One place that looks like a secret. Its text is never in it, only a mask. */
export const secretFindingSchema = z.object({
  /** What it seems to be, e.g. `AWS access key`. */
  what: z.string(),
  /** The artifact, note or field that holds it. */
  where: z.string(),
  /** From 1, in that artifact. */
  line: z.number().int().positive(),
  /** Its first characters and its length: enough to find it, too little to use it. */
  masked: z.string(),
})
export type SecretFinding = z.infer<typeof secretFindingSchema>

/** What is done about secrets that were found: left as they are, or replaced by the words that say what they were. */
export const secretChoiceSchema = z.enum(['redact', 'keep'])
export type SecretChoice = z.infer<typeof secretChoiceSchema>
