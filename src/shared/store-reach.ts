// How a store is reached beyond its URI, and what a test of the way to it finds. Nothing here is secret.
import { z } from 'zod'

const text = z.string().trim().min(1).optional()
// An address with a name or password in it would be kept and shown.
const endpoint = z
  .url({ protocol: /^https?$/ })
  .refine((url) => !/^[a-z]+:\/\/[^/]*@/i.test(url), 'it holds credentials; they belong in the environment')
  .optional()

/** What is absent comes from the configuration, or from the cloud's own environment and profiles. */
export const storeReachSchema = z.object({
  endpoint,
  /** S3 only. */
  region: text,
  /** S3 only: the bucket in the path instead of the host name. */
  pathStyle: z.boolean().optional(),
  /** Google only. */
  project: text,
})
export type StoreReach = z.infer<typeof storeReachSchema>

/** A store that a person chose: a folder or a URI. */
export const storeChoiceSchema = z.object({ uri: z.string().trim().min(1), reach: storeReachSchema.default({}) })
export type StoreChoice = z.infer<typeof storeChoiceSchema>

/** A store that was opened before. */
export const recentStoreSchema = storeChoiceSchema.extend({ openedAt: z.string().nullable().default(null) })
export type RecentStore = z.infer<typeof recentStoreSchema>

/** In this order; a folder has `find`, `read` and `write`, a bucket all but `find`. */
export const testStepNames = ['find', 'resolve', 'connect', 'credentials', 'bucket', 'list', 'read', 'write'] as const
/** A step of the way to a store. */
export type TestStepName = (typeof testStepNames)[number]

const failureSchema = z.object({ code: z.string(), what: z.string(), wayOut: z.string() })

const stepOf = { step: z.enum(testStepNames) }
/** One step of a connection test. Steps after a failed one are not tried. */
export const testStepSchema = z.discriminatedUnion('outcome', [
  z.object({ ...stepOf, outcome: z.literal('waiting') }),
  z.object({ ...stepOf, outcome: z.literal('running') }),
  z.object({
    ...stepOf,
    outcome: z.literal('passed'),
    tookMs: z.number(),
    /** What was found that is no failure, e.g. that the store can be opened but is not there yet. */
    remark: z.string().nullable(),
  }),
  z.object({ ...stepOf, outcome: z.literal('failed'), tookMs: z.number(), failure: failureSchema }),
  z.object({ ...stepOf, outcome: z.literal('skipped') }),
])
export type TestStep = z.infer<typeof testStepSchema>

/** How far the catalog of the open store has followed what others did in it. */
export const storeSyncSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('none') }),
  z.object({ state: z.literal('running'), uri: z.string(), startedAt: z.string(), tasks: z.number() }),
  z.object({ state: z.literal('synced'), uri: z.string(), syncedAt: z.string(), tasks: z.number(), tookMs: z.number() }),
  z.object({
    state: z.literal('failed'),
    uri: z.string(),
    failedAt: z.string(),
    failure: failureSchema,
    /** When it last succeeded. */
    syncedAt: z.string().nullable(),
  }),
])
export type StoreSync = z.infer<typeof storeSyncSchema>
