// The trash of a store on a disk: what entries it has is one folder's listing, and whether that changed is that folder's time.
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { trashPrefix } from './trash-entry.ts'

/** A change so shortly after another may leave the folder's time as it is. */
const clockTickMs = 50

export interface TrashFolder {
  /** Whether entries may have come or gone since the last call. */
  hasChanged: () => Promise<boolean>
  listIds: () => Promise<string[]>
}

export function openTrashFolder(root: string): TrashFolder {
  const path = join(root, trashPrefix)
  let seen: bigint | undefined
  return {
    hasChanged: async () => {
      const { mtimeNs, mtimeMs } = (await orAbsent(stat(path, { bigint: true }))) ?? { mtimeNs: 0n, mtimeMs: 0n }
      const hasChanged = mtimeNs !== seen
      seen = Date.now() - Number(mtimeMs) > clockTickMs ? mtimeNs : undefined
      return hasChanged
    },
    listIds: async () => (await orAbsent(readdir(path))) ?? [],
  }
}

/** The first deletion makes the folder. */
async function orAbsent<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
