import { type CompressionOptions, defaultCompression } from './compression.ts'

/** How a store is kept [S14]. */
export interface StoreSettings {
  /** False: an upload replaces version 1 [S7]. */
  versioning: boolean
  compression: CompressionOptions
  trashDays: number
  /** How long another process's lock is waited for. */
  lockWaitMs: number
}

export const defaultSettings: StoreSettings = { versioning: true, compression: defaultCompression, trashDays: 7, lockWaitMs: 30_000 }
