// The configuration's keys and their defaults [S14]: the seed's, in both spellings that its package and its README use, and ours.
import { z } from 'zod'

const days = z.number().nonnegative()

/** What stands under `artifact_store`. */
export const configValuesSchema = z
  .strictObject({
    backend_type: z.enum(['filesystem', 's3', 'gcs']).default('filesystem'),
    base_path: z.string().min(1).default('~/.necrocode/artifacts'),
    compression_enabled: z.boolean().default(true),
    /** zstd 1-19, gzip 1-9. */
    compression_level: z.number().int().min(1).max(19).optional(),
    /** Absent: zstd, and gzip where NecroCode's Python reads too. */
    compression: z.enum(['zstd', 'gzip']).optional(),
    verify_checksum: z.boolean().default(true),
    versioning_enabled: z.boolean().default(true),
    retention_policy: z
      .strictObject({ diff: days.default(30), log: days.default(7), test: days.default(14), file: days.default(30) })
      .prefault({}),
    storage_quota: z
      .strictObject({ max_size_gb: z.number().positive().default(100), warn_threshold: z.number().min(0).max(1).default(0.8) })
      .prefault({}),
    keep: z
      .strictObject({
        pinned: z.boolean().default(true),
        /** Newest versions of each task that are kept whatever their age. */
        newest: z.number().int().nonnegative().default(1),
        unreviewed: z.boolean().default(false),
        tags: z.array(z.string().min(1)).default([]),
      })
      .prefault({}),
    trash_days: days.default(7),
    /** Hours between cleanups that the app runs by itself while it is open; 0: none. */
    cleanup_schedule_hours: z.number().nonnegative().default(0),
    mirror_necrocode: z.boolean().default(false),
    /** Seconds that another process's lock is waited for. */
    lock_timeout: z.number().nonnegative().default(30),
    prefix: z.string().min(1).optional(),
    s3_bucket: z.string().min(1).optional(),
    s3_region: z.string().min(1).optional(),
    s3_endpoint: z.url().optional(),
    s3_path_style: z.boolean().optional(),
    gcs_bucket: z.string().min(1).optional(),
    gcs_project: z.string().min(1).optional(),
    gcs_endpoint: z.url().optional(),
    // Understood and without effect here: locks and retries are always on.
    locking_enabled: z.boolean().optional(),
    lock_retry_interval: z.number().optional(),
    lock_retry_count: z.number().optional(),
    lock_retry_delay: z.number().optional(),
    retry_attempts: z.number().optional(),
    retry_backoff_factor: z.number().optional(),
  })
  .refine(({ compression, mirror_necrocode: mirror }) => !(mirror && compression === 'zstd'), {
    path: ['compression'],
    message: 'with mirror_necrocode it can only be gzip: NecroCode reads no zstd',
  })
  .transform(({ compression, ...values }) => ({ ...values, compression: compression ?? (values.mirror_necrocode ? 'gzip' : 'zstd') }))
  .refine(({ compression, compression_level: level }) => compression === 'zstd' || level === undefined || level <= 9, {
    path: ['compression_level'],
    message: 'gzip has levels 1 to 9',
  })
export type ConfigValues = z.infer<typeof configValuesSchema>
