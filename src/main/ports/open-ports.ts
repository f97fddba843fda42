// The door that programs import: every port, and all of them on one store.
import { type ArtifactStore } from '../store/artifact-store.ts'
import { type OpenOptions, openStore } from '../store/open-store.ts'
import { openStoreBlobs, type StoreBlobs } from './blobs/store-blobs.ts'
import { type ComposedStore, composeStores } from './compose-stores.ts'
import { type AgentFileSystem, openAgentFileSystem } from './files/agent-file-system.ts'
import { type FileRootOptions } from './files/file-roots.ts'
import { openStorePersistence } from './files/store-persistence.ts'
import { sessionsPath } from './sessions/sessions-path.ts'
import { openSqliteSessions, type SqliteSessions } from './sessions/sqlite-sessions.ts'

// What a program needs that puts ports together itself, or brings halves of its own.
export { describeError } from '../../shared/error-words.ts'
export { VitrineError } from '../../shared/errors.ts'
export { type AgentFile, type FileEntry, type FileEvent, type SaveState } from '../../shared/agent-file.ts'
export { type Session, type SessionEvent } from '../../shared/session.ts'
export { type ArtifactStorePort, type BlobContent } from './blobs/artifact-store-port.ts'
export { createAwsS3Client } from './blobs/aws-s3-client.ts'
export { openFolderBlobs } from './blobs/folder-blobs.ts'
export { openS3Blobs, type S3Client } from './blobs/s3-blobs.ts'
export { openStoreBlobs } from './blobs/store-blobs.ts'
export { composeStores } from './compose-stores.ts'
export { type AgentFileSystem, openAgentFileSystem } from './files/agent-file-system.ts'
export { diskPersistence } from './files/disk-persistence.ts'
export { type FilePersistence, type LoadedEntry, type StorageOptions } from './files/file-persistence.ts'
export { openStorePersistence } from './files/store-persistence.ts'
export { fail, type PortError, type PortResult, succeed, valueOf } from './port-result.ts'
export { type SessionStore } from './sessions/session-store.ts'
export { sessionsPath } from './sessions/sessions-path.ts'
export { openSqliteSessions } from './sessions/sqlite-sessions.ts'

/** The ports of one store. */
export interface Ports {
  store: ArtifactStore
  blobs: StoreBlobs
  sessions: SqliteSessions
  /** Blobs and sessions as one object, of which no half takes the other down. */
  composed: ComposedStore
  /** The files of a scope such as `agent:123`. Without roots the store keeps them all; with roots, what those do not take. */
  openFiles: (scopeKey: string, roots?: readonly FileRootOptions[]) => Promise<AgentFileSystem>
  /** Saves and closes everything that was opened here. */
  close: () => Promise<void>
}

/**
 * Opens the store at a URI or folder path with its ports.
 * @throws store.unreachable, store.denied, backend.cannot
 */
export async function openPorts(uri: string, options: OpenOptions = {}): Promise<Ports> {
  const store = await openStore(uri, options)
  const blobs = openStoreBlobs(store)
  const sessions = openSqliteSessions({ path: sessionsPath(store.uri) })
  const opened: AgentFileSystem[] = []
  return {
    store,
    blobs,
    sessions,
    composed: composeStores({ sessions, artifacts: blobs }),
    openFiles: async (scopeKey, roots = []) => {
      const rest: FileRootOptions[] = roots.some((root) => root.default === true)
        ? []
        : [{ default: true, persistence: openStorePersistence(store) }]
      const files = await openAgentFileSystem({ scopeKey, roots: [...roots, ...rest] })
      opened.push(files)
      return files
    },
    close: async () => {
      for (const files of opened) await files.close()
      await sessions.close()
      await store.close()
    },
  }
}
