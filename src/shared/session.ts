// Sessions: who worked, on what, when, and how it ended.
import { z } from 'zod'
import { snakeCase } from './json-names.ts'

/** How a session ended. */
export const sessionOutcomes = ['completed', 'failed', 'cancelled'] as const
export const sessionOutcomeSchema = z.enum(sessionOutcomes)
export type SessionOutcome = z.infer<typeof sessionOutcomeSchema>

/** One stretch of work of one agent. Artifacts name it in `metadata.session`. */
export const sessionSchema = z.object({
  sessionId: z.string(),
  agent: z.string(),
  model: z.string().nullable(),
  specName: z.string().nullable(),
  taskId: z.string().nullable(),
  /** ISO 8601 in UTC with milliseconds. */
  startedAt: z.string(),
  /** Null while it runs, and for ever when its agent died without a word. */
  endedAt: z.string().nullable(),
  outcome: sessionOutcomeSchema.nullable(),
  /** Why it ended so, in the agent's words. */
  reason: z.string().nullable(),
  metadata: z.record(z.string(), z.json()),
  events: z.number().int().nonnegative(),
})
export type Session = z.infer<typeof sessionSchema>

/** Something that happened in a session. */
export const sessionEventSchema = z.object({
  /** From 1, in the order they were recorded, without gaps. */
  sequence: z.number().int().positive(),
  at: z.string(),
  type: z.string(),
  data: z.json(),
})
export type SessionEvent = z.infer<typeof sessionEventSchema>

/** A page of sessions, the latest first. */
export const sessionPageSchema = z.object({
  sessions: z.array(sessionSchema),
  /** Hand it back to get the next page; null on the last. */
  nextCursor: z.string().nullable(),
})
export type SessionPage = z.infer<typeof sessionPageSchema>

/** The snake_case form that `--json` prints. */
export function formatSession(session: Session): Record<string, unknown> {
  return Object.fromEntries(Object.entries(session).map(([name, value]) => [snakeCase(name), value]))
}
