// The reviewer's queue: tasks of all specs by what needs a look, with the reasons.
import { z } from 'zod'
import { evidenceFindingSchema, evidencePoints, readEvidence } from './evidence.ts'
import { type Attempt } from '../spec.ts'
import { type Verdict, verdictSchema } from './verdict.ts'

const count = z.number().int().nonnegative()

/** Why a task waits: nobody judged it, a new attempt came after the last verdict, or something came or changed in the judged attempt. */
export const queueWhySchema = z.enum(['unreviewed', 'new-attempt', 'changed'])
export type QueueWhy = z.infer<typeof queueWhySchema>

const reasonSchema = z.object({ finding: evidenceFindingSchema, counts: z.record(z.string(), z.number()), points: count })
export type QueueReason = z.infer<typeof reasonSchema>

/** A task in the queue, by its newest attempt. */
export const queueItemSchema = z.object({
  specName: z.string(),
  taskId: z.string(),
  /** The newest attempt. */
  version: z.number().int().positive(),
  agent: z.string().nullable(),
  /** Null when a verdict stands on all of it. */
  why: queueWhySchema.nullable(),
  /** The verdict that stands on the newest attempt; else on the newest one that has any. */
  verdict: verdictSchema.nullable(),
  /** The sum of the points below and of `whyPoints`: how much it asks for a look. */
  risk: count,
  /** The gravest first. */
  reasons: z.array(reasonSchema),
  tests: z.object({ failed: count.nullable(), total: count.nullable() }).nullable(),
  /** When the last thing came that nobody judged. */
  since: z.string(),
})
export type QueueItem = z.infer<typeof queueItemSchema>

/** What the list shows: what waits, or what has a verdict. */
export const queueShowSchema = z.enum(['waiting', ...verdictSchema.options])
export type QueueShow = z.infer<typeof queueShowSchema>

/** Which list, and which page of it. */
export const queueRequestSchema = z.object({
  show: queueShowSchema.default('waiting'),
  specName: z.string().optional(),
  limit: z.number().int().min(1).max(1000).default(200),
  cursor: z.string().optional(),
})
export type QueueRequest = z.input<typeof queueRequestSchema>

/** A page of a list: the riskiest first, among equals what waits the longest. */
export const queuePageSchema = z.object({
  items: z.array(queueItemSchema),
  nextCursor: z.string().nullable(),
  /** How many tasks each list has, whatever the spec. */
  counts: z.record(queueShowSchema, count),
})
export type QueuePage = z.infer<typeof queuePageSchema>

const whyPoints: Record<QueueWhy, number> = { unreviewed: 5, 'new-attempt': 10, changed: 20 }

/** Where a task stands in the queue: by its newest attempt, and the verdict that stands on an earlier one. */
export function judgeQueue(newest: Attempt, earlier: Verdict | null): Pick<QueueItem, 'why' | 'verdict' | 'risk' | 'reasons'> {
  const { standing, unseen } = newest.review
  const verdict = standing?.verdict ?? earlier
  const why = standing !== null ? (unseen.length > 0 ? 'changed' : null) : earlier === null ? 'unreviewed' : 'new-attempt'
  const reasons = readEvidence(newest)
    .flatMap(({ finding, counts }): QueueReason[] => {
      const points = evidencePoints[finding]
      return points === undefined ? [] : [{ finding, counts: { ...counts }, points }]
    })
    .toSorted((a, b) => b.points - a.points)
  const risk = reasons.reduce((sum, { points }) => sum + points, why === null ? 0 : whyPoints[why])
  return { why, verdict, risk, reasons }
}
