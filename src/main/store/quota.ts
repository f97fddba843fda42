// Quota [S10]: over stored bytes, from the sums that the catalog keeps.
import { VitrineError } from '../../shared/errors.ts'
import { type Quota } from '../../shared/store-info.ts'
import { type Usage } from '../../shared/usage.ts'
import { type StoreContext } from './store-context.ts'
import { sumTrash } from './trash/trash-list.ts'
import { type StoreSettings } from './store-settings.ts'

/** How much of the quota so many stored bytes are [S10]. */
export function describeQuota(sizeBytes: number, { maxSizeBytes, warnRatio }: StoreSettings['quota']): Quota {
  const usedRatio = sizeBytes / maxSizeBytes
  return { maxSizeBytes, usedRatio, warnRatio, isNear: usedRatio >= warnRatio }
}

/** All sums, and what the trash holds. */
export async function describeUsage(context: StoreContext): Promise<Usage> {
  const { databases, settings } = context
  const { total, ...sums } = await databases.usageSums()
  return { total, quota: describeQuota(total.sizeBytes, settings.quota), ...sums, trash: await sumTrash(context) }
}

const measuring = new WeakMap<StoreContext, Promise<(addedBytes: number) => void>>()

/** Those who ask while the sum is on its way to somebody are told the same. @throws store.full when the store is over its limit */
export async function refuseFull(context: StoreContext): Promise<void> {
  const measured = measuring.get(context) ?? measureRoom(context).finally(() => measuring.delete(context))
  measuring.set(context, measured)
  const checkRoom = await measured
  checkRoom(0)
}

/** How much there is room for; what is given throws store.full when so many stored bytes more would be too many. */
export async function measureRoom({ backend, databases, settings, published }: StoreContext): Promise<(addedBytes: number) => void> {
  const { maxSizeBytes } = settings.quota
  let { sizeBytes } = await databases.usage()
  // A machine that only stores never looks through a bucket; then somebody else's sum is the best that is known.
  if (backend.capabilities.localPath === undefined && !(await databases.isFilled()))
    sizeBytes = Math.max(sizeBytes, (await published())?.size ?? 0)
  return (addedBytes) => {
    const isOver = addedBytes > 0 ? sizeBytes + addedBytes > maxSizeBytes : sizeBytes >= maxSizeBytes
    if (!isOver) return
    throw new VitrineError('store.full', {
      reason: 'quota',
      neededBytes: Math.max(0, addedBytes),
      freeBytes: Math.max(0, maxSizeBytes - sizeBytes),
    })
  }
}
