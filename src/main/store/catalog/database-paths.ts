// Where a store's databases lie.
import { createHash } from 'node:crypto'
import { lstatSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { VitrineError } from '../../../shared/errors.ts'
import { cacheFolder } from '../../user-folder.ts'
import { type StorageBackend } from '../backend.ts'
import { vitrineFolder } from '../key.ts'
import { type StoreSettings } from '../store-settings.ts'

export interface DatabasePaths {
  rootUri: string
  /** A file path, or `:memory:`. */
  catalog: string
  locks: string
  /** The store's folder when they lie in it: no link below it may lead them elsewhere. */
  within?: string | undefined
}

/** Beside the artifacts where they lie on a disk that can be written; in the user's cache folder otherwise. */
export function databasePaths(
  { rootUri, scheme, capabilities }: StorageBackend,
  writable: boolean,
  { s3, gcs }: Pick<StoreSettings, 's3' | 'gcs'>,
): DatabasePaths {
  if (scheme === 'memory') return { rootUri, catalog: ':memory:', locks: ':memory:' }
  const pathsIn = (folder: string) => ({ rootUri, catalog: join(folder, 'catalog.db'), locks: join(folder, 'locks', 'locks.db') })
  const root = writable ? capabilities.localPath : undefined
  if (root !== undefined) return { ...pathsIn(join(root, vitrineFolder)), within: root }
  // Buckets of one name can lie in many services.
  const { AWS_ENDPOINT_URL_S3: s3Endpoint, AWS_ENDPOINT_URL: awsEndpoint } = process.env
  const service = scheme === 's3' ? (s3.endpoint ?? s3Endpoint ?? awsEndpoint) : scheme === 'gs' ? gcs.endpoint : undefined
  const identity = service === undefined ? rootUri : `${rootUri} ${service}`
  return pathsIn(join(cacheFolder(), createHash('sha256').update(identity).digest('hex').slice(0, 32)))
}

/** SQLite follows links, and what is planted in a store must not lead it out of there [S2]. @throws name.invalid */
export function refuseLinks({ catalog, locks, within }: DatabasePaths): void {
  if (within === undefined) return
  for (const database of [catalog, locks]) {
    const suspects = ['', '-wal', '-shm', '-journal'].map((suffix) => database + suffix)
    for (let folder = dirname(database); folder !== within; folder = dirname(folder)) suspects.push(folder)
    for (const path of suspects) {
      if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() !== true) continue
      const value = path.slice(within.length + 1)
      throw new VitrineError('name.invalid', { field: 'key', value, reason: 'it is a symbolic link, which might lead outside the store' })
    }
  }
}
