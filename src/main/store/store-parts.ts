// What a store is opened from, and what it tells of others.
import { type VitrineError } from '../../shared/errors.ts'
import { type Owner } from '../process-owner.ts'
import { type StorageBackend } from './backend.ts'
import { type LocalDatabases } from './catalog/local-databases.ts'
import { type Freshness } from './following.ts'
import { type Understanding } from './store-context.ts'
import { type StoreSettings } from './store-settings.ts'

/** How many tasks others had changed, or what kept it from finding out. */
export type RefreshListener = (outcome: { tasks: number; tookMs: number } | { error: VitrineError }) => void

export interface StoreParts {
  backend: StorageBackend
  databases: LocalDatabases
  understanding: Understanding
  settings: StoreSettings
  writable: boolean
  now?: () => Date
  /** The catalog's file, when it has one. */
  catalogPath?: string | undefined
  /** Who holds its locks and writes its intents; this process by default. */
  owner?: Owner
  /** Default `asked`. */
  freshness?: Freshness
  /** How often, while somebody watches, it is looked for what came without the catalog's knowledge; rarer where that takes long. */
  refreshMs?: number
}
