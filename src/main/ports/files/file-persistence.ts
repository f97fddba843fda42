// The interface that an agent's file system needs of whatever keeps its files.
import { type FileEntry } from '../../../shared/agent-file.ts'
import { type PortResult } from '../port-result.ts'

/** What every call is told besides: the root's own `storageOptions`, whose scope it is, and the directory that the root is for. */
export interface StorageOptions {
  /** `agent:…`, `user:…`, `project:…` or any other text. */
  scopeKey: string
  /** Absent for the default root, which takes what no other does. */
  baseDirectory?: string
  [option: string]: unknown
}

export type LoadedEntry = FileEntry & { content: Uint8Array }

/** Calls for one path never overlap. A call that throws counts as one that failed. */
export interface FilePersistence {
  /** Keeps content and metadata, in place of what was there. Gives the entry as it is kept. A directory has no content. */
  writeToStorage: (entry: LoadedEntry, options: StorageOptions) => Promise<PortResult<FileEntry>>
  loadFromStorage: (entry: FileEntry, options: StorageOptions) => Promise<PortResult<LoadedEntry>>
  /** Deleting what is not there is success. A directory is deleted after what is in it. */
  deleteFromStorage: (entry: FileEntry, options: StorageOptions) => Promise<PortResult>
  /** Everything that is kept for a scope, without content. */
  listPersistedEntries: (scopeKey: string, options: StorageOptions) => Promise<PortResult<FileEntry[]>>
  /** Moves a file, or a directory with all that is below it, in this one call. Nothing is at `to`. */
  moveInStorage?: (entry: FileEntry, to: string, options: StorageOptions) => Promise<PortResult>
  /** Keeps metadata, and leaves the content alone. */
  updateMetadataInStorage?: (entry: FileEntry, options: StorageOptions) => Promise<PortResult<FileEntry>>
}
