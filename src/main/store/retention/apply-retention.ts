// Carrying a plan out [S9]: exactly its list, without what changed since, to the trash, with a receipt.
import { setImmediate } from 'node:timers/promises'
import { type ArtifactRecord } from '../../../shared/artifact.ts'
import { describeError } from '../../../shared/error-words.ts'
import { toVitrineError } from '../../../shared/errors.ts'
import { type Progress } from '../../../shared/progress.ts'
import { type CleanupReceipt, type Planned, type RetentionPlan } from '../../../shared/retention.ts'
import { deleteArtifacts } from '../delete.ts'
import { isReviewed } from '../../../shared/review/verdict.ts'
import { type StoreContext } from '../store-context.ts'
import { listTrash } from '../trash/trash-list.ts'
import { findReceipt, writeReceipt } from './receipts.ts'

/**
 * Deletes what a plan lists, task by task; reports artifacts done. Stopped by `signal`, it says so in the receipt; applied again, it
 * goes on, and the receipt speaks of both.
 */
export async function* applyRetention(
  context: StoreContext,
  plan: RetentionPlan,
  { signal }: { signal?: AbortSignal | undefined } = {},
): AsyncGenerator<Progress, CleanupReceipt> {
  const before = await findReceipt(context.backend, plan.planId)
  const earlier = await findDeleted(context, plan.planId, before)
  const receipt: CleanupReceipt = {
    format: 1,
    planId: plan.planId,
    state: 'running',
    startedAt: before?.startedAt ?? context.now().toISOString(),
    finishedAt: null,
    policy: plan.policy,
    deleted: [],
    skipped: [],
    freedBytes: 0,
  }
  await writeReceipt(context.backend, receipt)
  const inTasks = await groupByTask(context, plan.due)
  let done = 0
  for (const items of inTasks.values()) {
    if (signal?.aborted === true) break
    await deleteFromTask(context, items, { receipt, earlier })
    done += items.length
    yield { done, total: plan.due.length, bytes: receipt.freedBytes, current: items[0]?.uri ?? '' }
  }
  receipt.state = signal?.aborted === true && done < plan.due.length ? 'cancelled' : 'done'
  receipt.finishedAt = context.now().toISOString()
  await writeReceipt(context.backend, receipt)
  return receipt
}

const placedAtOnce = 1000

async function groupByTask(context: StoreContext, due: readonly Planned[]): Promise<Map<string, Planned[]>> {
  const inTasks = new Map<string, Planned[]>()
  for (let from = 0; from < due.length; from += placedAtOnce) {
    const batch = due.slice(from, from + placedAtOnce)
    const places = await Promise.all(batch.map(({ uri }) => context.placeOf(uri)))
    for (const [index, item] of batch.entries()) {
      const folder = places[index]?.folder ?? ''
      const items = inTasks.get(folder)
      if (items === undefined) inTasks.set(folder, [item])
      else items.push(item)
    }
    // Others have their turn.
    await setImmediate()
  }
  return inTasks
}

/** What the trash says of who deleted what a plan listed. */
export const cleanupActor = (planId: string) => `cleanup:${planId}`

type Deleted = CleanupReceipt['deleted'][number]

/** What this plan deleted before it was stopped, by URI: the receipt says it, or only the trash when nobody could write one. */
async function findDeleted(
  context: StoreContext,
  planId: string,
  before: CleanupReceipt | undefined,
): Promise<ReadonlyMap<string, Deleted>> {
  if (before === undefined) return new Map()
  const inTrash = await listTrash(context, { deletedBy: cleanupActor(planId) })
  const trashed = inTrash.map(({ trashId, record: { uri, size } }): Deleted => ({ uri, trashId, sizeBytes: size }))
  return new Map([...before.deleted, ...trashed].map((item) => [item.uri, item]))
}

interface Applying {
  receipt: CleanupReceipt
  earlier: ReadonlyMap<string, Deleted>
}

async function deleteFromTask(context: StoreContext, items: readonly Planned[], { receipt, earlier }: Applying): Promise<void> {
  const { policy } = receipt
  const planned = new Map(items.map((item) => [item.uri, item]))
  const changed = new Set<string>()
  const take = (item: Deleted) => {
    receipt.deleted.push(item)
    receipt.freedBytes += item.sizeBytes
    planned.delete(item.uri)
  }
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
      take({ uri, trashId, sizeBytes: planned.get(uri)?.sizeBytes ?? 0 })
    }
    for (const uri of planned.keys()) {
      const gone = earlier.get(uri)
      if (changed.has(uri)) receipt.skipped.push({ uri, because: 'changed' })
      else if (gone === undefined) receipt.skipped.push({ uri, because: 'gone' })
      else take(gone)
    }
  } catch (error) {
    // One task that cannot be written does not keep the others from being cleaned.
    for (const uri of planned.keys()) receipt.skipped.push({ uri, because: 'failed', reason: describeError(toVitrineError(error)).what })
  }
}

const haveSameTags = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((tag) => b.includes(tag))
