// Cleanup by age [S9]: the policy, the frozen plan, and the receipt of what was done.
import { z } from 'zod'
import { artifactTypeSchema } from './artifact.ts'

const days = z.number().nonnegative()

/** What a cleanup deletes. */
export const retentionPolicySchema = z.object({
  /** Days an artifact is kept after its creation, by type. */
  days: z.object({ diff: days, log: days, test: days, file: days }),
  keep: z.object({
    /** Keep what carries the tag `pinned`. */
    pinned: z.boolean(),
    /** Versions of each task, the newest first, that are kept whatever their age. */
    newest: z.number().int().nonnegative(),
    /** Keep what no verdict stands on, or whose content changed since. */
    unreviewed: z.boolean(),
    /** Keep what carries one of these tags. */
    tags: z.array(z.string()),
  }),
})
export type RetentionPolicy = z.infer<typeof retentionPolicySchema>

const plannedSchema = z.object({
  uri: z.string(),
  specName: z.string(),
  taskId: z.string(),
  name: z.string(),
  version: z.number(),
  type: artifactTypeSchema,
  /** Stored bytes. */
  sizeBytes: z.number(),
  createdAt: z.string(),
  checksum: z.string(),
  tags: z.array(z.string()),
  /** Whole days since its creation. */
  ageDays: z.number(),
})
export type Planned = z.infer<typeof plannedSchema>

/** Why something old enough is kept. */
export const keptBecauseSchema = z.enum(['pinned', 'newest', 'unreviewed', 'tag', 'excluded'])
export type KeptBecause = z.infer<typeof keptBecauseSchema>

/** The frozen list of what a cleanup deletes, and what it keeps although it is old enough. */
export const retentionPlanSchema = z.object({
  format: z.literal(1),
  planId: z.string(),
  storeUri: z.string(),
  /** The moment ages are counted to. */
  now: z.string(),
  policy: retentionPolicySchema,
  due: z.array(plannedSchema.extend({ limitDays: z.number() })),
  kept: z.array(plannedSchema.extend({ because: keptBecauseSchema })),
  /** Stored bytes of everything due. */
  freedBytes: z.number(),
})
export type RetentionPlan = z.infer<typeof retentionPlanSchema>

/** What became of a plan. */
export const cleanupReceiptSchema = z.object({
  format: z.literal(1),
  planId: z.string(),
  state: z.enum(['running', 'done', 'cancelled']),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  policy: retentionPolicySchema,
  deleted: z.array(z.object({ uri: z.string(), trashId: z.string(), sizeBytes: z.number() })),
  /** Planned and not deleted: `changed` since the plan, or `gone` already. */
  skipped: z.array(z.object({ uri: z.string(), because: z.enum(['changed', 'gone', 'failed']), reason: z.string().optional() })),
  freedBytes: z.number(),
})
export type CleanupReceipt = z.infer<typeof cleanupReceiptSchema>

/** How far ahead a plan looks for what only time makes due. */
export const soonDays = 7

/** A receipt's lists come in pages, however long they are. */
export const receiptPageRequestSchema = z.object({
  planId: z.string(),
  list: z.enum(['deleted', 'skipped']),
  offset: z.number().int().nonnegative().default(0),
  limit: z.number().int().min(1).max(1000).default(200),
})
export type ReceiptPageRequest = z.infer<typeof receiptPageRequestSchema>

/** Part of one list of a receipt; `total` is of the whole list. */
export const receiptPageSchema = z.object({
  items: z.array(z.union([cleanupReceiptSchema.shape.deleted.element, cleanupReceiptSchema.shape.skipped.element])),
  total: z.number(),
})
export type ReceiptPage = z.infer<typeof receiptPageSchema>

/** A receipt as a list shows it: how many, instead of which. */
export const receiptSummarySchema = cleanupReceiptSchema.extend({ deleted: z.number(), skipped: z.number() })
export type ReceiptSummary = z.infer<typeof receiptSummarySchema>

/** The receipt with its lists counted. */
export function summarizeReceipt(receipt: CleanupReceipt): ReceiptSummary {
  return { ...receipt, deleted: receipt.deleted.length, skipped: receipt.skipped.length }
}

/** A plan as a window is told of it; its items come in pages. */
export const planSummarySchema = z.object({
  planId: z.string(),
  now: z.string(),
  policy: retentionPolicySchema,
  due: z.number(),
  kept: z.number(),
  /** What will be due within the next `soonDays`, as things are. */
  soon: z.number(),
  freedBytes: z.number(),
})
export type PlanSummary = z.infer<typeof planSummarySchema>

/** Which part of which list of a plan. */
export const planPageRequestSchema = z.object({
  planId: z.string(),
  list: z.enum(['due', 'kept', 'soon']),
  /** Part of a URI, or a whole tag. */
  text: z.string().default(''),
  offset: z.number().int().nonnegative().default(0),
  limit: z.number().int().min(1).max(1000).default(200),
})
export type PlanPageRequest = z.infer<typeof planPageRequestSchema>

/** Part of one list of a plan: `limitDays` stands at what is due, `because` at what is kept. */
export const planPageSchema = z.object({
  items: z.array(plannedSchema.extend({ limitDays: z.number().optional(), because: keptBecauseSchema.optional() })),
  /** Items that `text` lets through. */
  total: z.number(),
})
export type PlanPage = z.infer<typeof planPageSchema>
