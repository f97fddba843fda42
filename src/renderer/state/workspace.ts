// One scope's files as main has them, and what can be done with them. What changes in them arrives as a change of the store.
import { useMemo } from 'react'
import { fileAddress } from '../../shared/address.ts'
import { type AgentFile } from '../../shared/agent-file.ts'
import { type Loadable } from '../../shared/loadable.ts'
import { type FileContent, type Workspace, type WorkspaceMount, type WorkspaceSummary } from '../../shared/workspace.ts'
import { useClient } from '../client/ClientContext.tsx'
import { useLoadable } from './query.ts'
import { queryKeys } from './query-keys.ts'

/** Scopes that have files. */
export function useWorkspaces(): Loadable<WorkspaceSummary[]> {
  return useLoadable({ key: queryKeys.workspaces, read: (client, signal) => client.workspace.list(undefined, { signal }) })
}

/** All files of a scope, with how saving each of them goes. */
export function useWorkspace(scopeKey: string): Loadable<Workspace> {
  return useLoadable({ key: queryKeys.workspace(scopeKey), read: (client, signal) => client.workspace.get({ scopeKey }, { signal }) })
}

/** Where the browser saves a file's bytes from. */
export const fileDownloadAddress = (scopeKey: string, path: string): string => fileAddress(scopeKey, path, { download: true })

export interface FileActions {
  /** Whose files they are. */
  scopeKey: string
  read: (path: string) => Promise<{ file: AgentFile; content: FileContent }>
  /** `ifChecksum`: of the content that the edit began from; null for a new file. */
  write: (path: string, text: string, ifChecksum: string | null) => Promise<AgentFile>
  makeDirectory: (path: string) => Promise<AgentFile>
  move: (from: string, to: string) => Promise<AgentFile>
  describe: (path: string, words: { title?: string | null; tags?: string[] }) => Promise<AgentFile>
  remove: (path: string) => Promise<void>
  saveNow: () => Promise<void>
  /** Lets a folder of this machine keep a directory of the scope, in place of the folder that did. */
  mount: (mount: Omit<WorkspaceMount, 'scopeKey'>) => Promise<void>
  /** The folder stays as it is. */
  unmount: (baseDirectory: string) => Promise<void>
}

/** All that can fail reject with a `VitrineError`. */
export function useFileActions(scopeKey: string): FileActions {
  const client = useClient()
  return useMemo(
    () => ({
      scopeKey,
      read: (path) => client.file.read({ scopeKey, path }),
      write: (path, text, ifChecksum) => client.file.write({ scopeKey, path, text, ifChecksum }),
      makeDirectory: (path) => client.file.makeDirectory({ scopeKey, path }),
      move: (from, to) => client.file.move({ scopeKey, from, to }),
      describe: (path, words) => client.file.describe({ scopeKey, path, ...words }),
      remove: async (path) => {
        await client.file.delete({ scopeKey, path })
      },
      mount: async (mount) => {
        await client.workspace.mount({ scopeKey, ...mount })
      },
      unmount: async (baseDirectory) => {
        await client.workspace.unmount({ scopeKey, baseDirectory })
      },
      saveNow: async () => {
        await client.workspace.flush({ scopeKey })
      },
    }),
    [client, scopeKey],
  )
}
