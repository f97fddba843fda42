// Putting a store together: its backend by the URI's scheme, its databases, its understanding of content. The only file of the store that
// knows the rooms beside it.
import { openBackend } from '../backends/index.ts'
import { openFactsPool } from '../facts/facts-pool.ts'
import { type ArtifactStore, openArtifactStore } from './artifact-store.ts'
import { databasePaths } from './catalog/database-paths.ts'
import { openLocalDatabases } from './catalog/local-databases.ts'
import { type Freshness } from './following.ts'
import { defaultSettings, type StoreSettings } from './store-settings.ts'

// What a program that imports this door needs beside it.
export { describeError } from '../../shared/error-words.ts'
export { VitrineError } from '../../shared/errors.ts'
export { type ArtifactStore } from './artifact-store.ts'

export interface OpenOptions {
  /** Make the root when it is absent. Default true. */
  create?: boolean
  settings?: Partial<StoreSettings>
  /** `worker` (default) keeps the catalog's queries off this thread; `caller` starts quicker, for programs that ask once. */
  catalogThread?: 'worker' | 'caller'
  /** Whether whoever asks waits until the catalog of a store in a bucket is up to it; see following.ts. Default `asked`: yes. */
  freshness?: Freshness
  /** The clock; for tests. */
  now?: () => Date
}

// Who only reads has no use for it, and every format of a report comes along.
const loadRecognition = () => import('../facts/recognise.ts')

/**
 * Opens the store at a URI (`file:///…`) or folder path.
 * @throws store.unreachable, store.denied, backend.cannot
 */
export async function openStore(uri: string, options: OpenOptions = {}): Promise<ArtifactStore> {
  const settings = { ...defaultSettings, ...options.settings }
  const backend = await openBackend(uri, { create: options.create ?? true, s3: settings.s3, gcs: settings.gcs })
  const writable = await backend.isWritable()
  const paths = databasePaths(backend, writable, settings)
  const databases = await openLocalDatabases(paths, options.catalogThread ?? 'worker')
  const pool = openFactsPool()
  return openArtifactStore({
    backend,
    databases,
    understanding: {
      recogniseType: async (name, head) => (await loadRecognition()).recogniseContent(name, head),
      guessMimeType: async (name, head) => (await loadRecognition()).guessMimeType(name, head),
      readFacts: (artifact, content) => pool.readFacts(artifact, content),
      readAllFacts: (parts) => pool.readAllFacts(parts),
      close: () => pool.close(),
    },
    settings,
    writable,
    catalogPath: paths.catalog === ':memory:' ? undefined : paths.catalog,
    ...(options.now === undefined ? {} : { now: options.now }),
    ...(options.freshness === undefined ? {} : { freshness: options.freshness }),
  })
}
