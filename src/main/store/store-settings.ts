import { type RetentionPolicy } from '../../shared/retention.ts'
import { type CompressionOptions, defaultCompression } from './compression.ts'

/** How a store is kept [S14]. */
export interface StoreSettings {
  /** False: an upload replaces version 1 [S7]. */
  versioning: boolean
  compression: CompressionOptions
  /** Check every download that does not say otherwise. */
  verifyChecksum: boolean
  trashDays: number
  /** How long another process's lock is waited for. */
  lockWaitMs: number
  retention: RetentionPolicy
  /** [S10] */
  quota: { maxSizeBytes: number; warnRatio: number }
  /** Keep NecroCode's own record files and index beside ours [S13]. */
  mirrorNecrocode: boolean
}

export const defaultSettings: StoreSettings = {
  versioning: true,
  compression: defaultCompression,
  verifyChecksum: true,
  trashDays: 7,
  lockWaitMs: 30_000,
  retention: { days: { diff: 30, log: 7, test: 14, file: 30 }, keep: { pinned: true, newest: 1, unreviewed: false, tags: [] } },
  quota: { maxSizeBytes: 100 * 1024 ** 3, warnRatio: 0.8 },
  mirrorNecrocode: false,
}
