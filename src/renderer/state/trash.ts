import { useCallback } from 'react'
import { type Loadable } from '../../shared/loadable.ts'
import { type Trashed } from '../../shared/trash.ts'
import { useClient } from '../client/ClientContext.tsx'
import { useLoadable } from './query.ts'
import { queryKeys } from './query-keys.ts'

/** Everything in the trash, what was deleted last comes first. */
export function useTrash(): Loadable<Trashed[]> {
  return useLoadable({
    key: queryKeys.trash,
    read: async (client, signal) => (await client.trash.list(undefined, { signal })).toReversed(),
  })
}

/** Starts a job that puts trashed artifacts back; its result names what could not be. Rejects with a `VitrineError`. */
export function useStartRestore(): (trashIds: readonly string[], options?: { asNewVersion?: boolean }) => Promise<string> {
  const client = useClient()
  return useCallback(
    async (trashIds, { asNewVersion = false } = {}) => (await client.trash.restoreAll({ trashIds: [...trashIds], asNewVersion })).jobId,
    [client],
  )
}

/** Starts a job that destroys trashed artifacts. Rejects with a `VitrineError`. */
export function useStartPurge(): (trashIds: readonly string[]) => Promise<string> {
  const client = useClient()
  return useCallback(async (trashIds) => (await client.trash.purge({ trashIds: [...trashIds] })).jobId, [client])
}
