import { type RetentionPolicy } from '../../shared/retention.ts'
import { type CompressionOptions, defaultCompression } from './compression.ts'

/** How S3 is reached; what is absent comes from the SDK's own environment and profiles. Nothing in it is secret. */
export interface S3Settings {
  region?: string | undefined
  /** Of another service than Amazon's. */
  endpoint?: string | undefined
  /** The bucket in the path instead of the host name. Default: for other services than Amazon's. */
  pathStyle?: boolean | undefined
}

export interface GcsSettings {
  project?: string | undefined
  endpoint?: string | undefined
}

/** How a store is kept [S14]. */
export interface StoreSettings {
  /** False: an upload replaces version 1 [S7]. */
  versioning: boolean
  compression: CompressionOptions
  /** Check every download that does not say otherwise. */
  verifyChecksum: boolean
  trashDays: number
  /** Hours between cleanups that the app runs by itself while it is open; 0: none. */
  cleanupScheduleHours: number
  /** How long another process's lock is waited for. */
  lockWaitMs: number
  retention: RetentionPolicy
  /** [S10] */
  quota: { maxSizeBytes: number; warnRatio: number }
  /** Keep NecroCode's own record files and index beside ours [S13]. */
  mirrorNecrocode: boolean
  s3: S3Settings
  gcs: GcsSettings
}

export const defaultSettings: StoreSettings = {
  versioning: true,
  compression: defaultCompression,
  verifyChecksum: true,
  trashDays: 7,
  cleanupScheduleHours: 0,
  lockWaitMs: 30_000,
  retention: { days: { diff: 30, log: 7, test: 14, file: 30 }, keep: { pinned: true, newest: 1, unreviewed: false, tags: [] } },
  quota: { maxSizeBytes: 100 * 1024 ** 3, warnRatio: 0.8 },
  mirrorNecrocode: false,
  s3: {},
  gcs: {},
}
