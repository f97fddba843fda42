// Quota [S10]: over stored bytes, from the sums that the catalog keeps.
import { VitrineError } from '../../shared/errors.ts'
import { type Quota } from '../../shared/store-info.ts'
import { type Usage } from '../../shared/usage.ts'
import { type StoreContext } from './store-context.ts'
import { sumTrash } from './trash/trash-list.ts'
import { type StoreSettings } from './store-settings.ts'

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

/** @throws store.full when the store is over its limit, or would be with so many stored bytes more */
export async function checkQuota(context: StoreContext, addedBytes: number): Promise<void> {
  const checkRoom = await measureRoom(context)
  checkRoom(addedBytes)
}

/** How much there is room for, asked once for several questions; see `checkQuota`. */
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
