import { artifactTypes, type ArtifactType } from '../../../shared/artifact.ts'
import { type RetentionPlan, type RetentionPolicy } from '../../../shared/retention.ts'
import { toRanked } from '../catalog/old-query.ts'
import { type StoreContext } from '../store-context.ts'
import { addToPlan, emptyPlan } from './plan-retention.ts'

const pageSize = 1000
const dayMs = 24 * 60 * 60 * 1000

export interface CleanupOptions {
  policy?: RetentionPolicy | undefined
  now?: Date | undefined
  /** URIs a person took out of the plan. */
  excluded?: ReadonlySet<string> | undefined
  /** Only what became old enough after this moment, which a plan for it does not list. */
  since?: Date | undefined
  /** Of a large store a plan takes seconds, which nobody waits for who has changed the policy meanwhile. */
  signal?: AbortSignal | undefined
}

/** The plan of the whole store: the catalog gives only what is old enough, so the cost goes with what is due, not with what is stored. */
export async function planCleanup(
  { backend, databases }: StoreContext,
  { policy, now, excluded, since, signal }: CleanupOptions & { policy: RetentionPolicy; now: Date },
): Promise<RetentionPlan> {
  const planId = `${now.toISOString().replace(/[-:.]/g, '')}-${crypto.randomUUID().slice(0, 8)}`
  const request = { planId, storeUri: backend.rootUri, policy, now, ...(excluded === undefined ? {} : { excluded }) }
  const plan = emptyPlan(request)
  const cutoff = (type: ArtifactType, moment: Date) => new Date(Math.max(moment.getTime() - policy.days[type] * dayMs, 0)).toISOString()
  for (const type of artifactTypes) {
    const before = cutoff(type, now)
    for (let after = { createdAt: since === undefined ? '' : cutoff(type, since), rowId: 0 }; ;) {
      signal?.throwIfAborted()
      const page = await databases.listOld({
        type,
        before,
        after,
        limit: pageSize,
        ranked: policy.keep.newest,
        hasMetadata: policy.keep.unreviewed,
      })
      addToPlan(
        plan,
        page.map((row) => toRanked(row, type, backend.rootUri)),
        request,
      )
      const last = page.at(-1)
      if (last === undefined || page.length < pageSize) break
      const [rowId, , , , , , , , createdAt] = last
      after = { createdAt, rowId }
    }
  }
  return plan
}
