// Carrying a plan out [S9]: exactly its list, without what changed since, to the trash, with a receipt.
import { type ArtifactRecord } from '../../../shared/artifact.ts'
import { toVitrineError } from '../../../shared/errors.ts'
import { type Progress } from '../../../shared/progress.ts'
import { type CleanupReceipt, type Planned, type RetentionPlan } from '../../../shared/retention.ts'
import { deleteArtifacts } from '../delete.ts'
import { isReviewed } from '../../../shared/review/verdict.ts'
import { type StoreContext } from '../store-context.ts'
import { writeReceipt } from './receipts.ts'

/**
 * Deletes what a plan lists, task by task; reports artifacts done. Stopped by `signal`, it says so in the receipt; applied again, it
 * goes on: what is gone already is skipped.
 */
export async function* applyRetention(
  context: StoreContext,
  plan: RetentionPlan,
  { signal }: { signal?: AbortSignal | undefined } = {},
): AsyncGenerator<Progress, CleanupReceipt> {
  const receipt: CleanupReceipt = {
    format: 1,
    planId: plan.planId,
    state: 'running',
    startedAt: context.now().toISOString(),
    finishedAt: null,
    policy: plan.policy,
    deleted: [],
    skipped: [],
    freedBytes: 0,
  }
  await writeReceipt(context.backend, receipt)
  const places = await Promise.all(plan.due.map(({ uri }) => context.placeOf(uri)))
  const folders = new Map(plan.due.map(({ uri }, index) => [uri, places[index]?.folder]))
  const inTasks = Map.groupBy(plan.due, ({ uri }) => folders.get(uri) ?? '')
  let done = 0
  for (const items of inTasks.values()) {
    if (signal?.aborted === true) break
    await deleteFromTask(context, items, receipt)
    done += items.length
    yield { done, total: plan.due.length, bytes: receipt.freedBytes, current: items[0]?.uri ?? '' }
  }
  receipt.state = signal?.aborted === true && done < plan.due.length ? 'cancelled' : 'done'
  receipt.finishedAt = context.now().toISOString()
  await writeReceipt(context.backend, receipt)
  return receipt
}

/** What the trash says of who deleted what a plan listed. */
export const cleanupActor = (planId: string) => `cleanup:${planId}`

async function deleteFromTask(context: StoreContext, items: readonly Planned[], receipt: CleanupReceipt): Promise<void> {
  const { policy } = receipt
  const planned = new Map(items.map((item) => [item.uri, item]))
  const changed = new Set<string>()
  const isAsPlanned = (record: ArtifactRecord) => {
    const item = planned.get(record.uri)
    const isSame =
      item !== undefined &&
      item.checksum === record.checksum &&
      item.createdAt === record.createdAt &&
      haveSameTags(item.tags, record.tags) &&
      // A verdict may have been taken back since.
      (!policy.keep.unreviewed || isReviewed(record))
    if (!isSame) changed.add(record.uri)
    return isSame
  }
  try {
    const places = (await Promise.all(items.map(({ uri }) => context.placeOf(uri)))).filter((place) => place !== undefined)
    for (const { uri, trashId } of await deleteArtifacts(context, places, {
      deletedBy: cleanupActor(receipt.planId),
      isWanted: isAsPlanned,
    })) {
      const sizeBytes = planned.get(uri)?.sizeBytes ?? 0
      receipt.deleted.push({ uri, trashId, sizeBytes })
      receipt.freedBytes += sizeBytes
      planned.delete(uri)
    }
    for (const uri of planned.keys()) receipt.skipped.push({ uri, because: changed.has(uri) ? 'changed' : 'gone' })
  } catch (error) {
    // One task that cannot be written does not keep the others from being cleaned.
    for (const uri of planned.keys()) receipt.skipped.push({ uri, because: 'failed', reason: toVitrineError(error).message })
  }
}

const haveSameTags = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((tag) => b.includes(tag))
