// Putting a store together: its backend by the URI's scheme, its databases, its understanding of content. The only file of the store that
// knows the rooms beside it.
import { createHash } from 'node:crypto'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { openBackend } from '../backends/index.ts'
import { openFactsPool } from '../facts/facts-pool.ts'
import { guessMimeType, recogniseType } from '../facts/recognise.ts'
import { type ArtifactStore, openArtifactStore } from './artifact-store.ts'
import { type StorageBackend } from './backend.ts'
import { type DatabasePaths, openLocalDatabases } from './catalog/local-databases.ts'
import { type Freshness } from './following.ts'
import { vitrineFolder } from './key.ts'
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
  /** How far the catalog of a store in a bucket follows it; see following.ts. Default `first`: everything. */
  freshness?: Freshness
  /** The clock; for tests. */
  now?: () => Date
}

/**
 * Opens the store at a URI (`file:///…`) or folder path.
 * @throws store.unreachable, store.denied, backend.cannot
 */
export async function openStore(uri: string, options: OpenOptions = {}): Promise<ArtifactStore> {
  const settings = { ...defaultSettings, ...options.settings }
  const backend = await openBackend(uri, { create: options.create ?? true, s3: settings.s3, gcs: settings.gcs })
  const writable = await backend.isWritable()
  const databases = await openLocalDatabases(databasePaths(backend, writable, settings), options.catalogThread ?? 'worker')
  const pool = openFactsPool()
  return openArtifactStore({
    backend,
    databases,
    understanding: {
      recogniseType,
      guessMimeType,
      readFacts: (artifact, content) => pool.readFacts(artifact, content),
      close: () => pool.close(),
    },
    settings,
    writable,
    ...(options.now === undefined ? {} : { now: options.now }),
    ...(options.freshness === undefined ? {} : { freshness: options.freshness }),
  })
}

/** Beside the artifacts where they lie on a disk that can be written; in the user's cache folder otherwise. */
function databasePaths({ rootUri, scheme, capabilities }: StorageBackend, writable: boolean, { s3, gcs }: StoreSettings): DatabasePaths {
  if (scheme === 'memory') return { rootUri, catalog: ':memory:', locks: ':memory:' }
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache')
  // Buckets of one name can lie in many services.
  const { AWS_ENDPOINT_URL_S3: s3Endpoint, AWS_ENDPOINT_URL: awsEndpoint } = process.env
  const service = scheme === 's3' ? (s3.endpoint ?? s3Endpoint ?? awsEndpoint) : scheme === 'gs' ? gcs.endpoint : undefined
  const identity = service === undefined ? rootUri : `${rootUri} ${service}`
  const folder =
    capabilities.localPath !== undefined && writable
      ? join(capabilities.localPath, vitrineFolder)
      : join(cache, 'vitrine', createHash('sha256').update(identity).digest('hex').slice(0, 32))
  return { rootUri, catalog: join(folder, 'catalog.db'), locks: join(folder, 'locks', 'locks.db') }
}
