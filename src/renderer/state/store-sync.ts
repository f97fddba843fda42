import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type StoreSync } from '../../shared/store-reach.ts'
import { useClient } from '../client/ClientContext.tsx'
import { queryKeys } from './query-keys.ts'

// Asked again and again rather than followed: a browser has few connections to one host, and each stream of each window holds one.
/** A store that was opened just now is looked through soon. */
const soonMs = 300
const restingMs = 3000

/** Looks now what others changed in the open store. */
export function useSyncNow(): () => Promise<void> {
  const client = useClient()
  const queryClient = useQueryClient()
  return async () => {
    await client.store.sync()
    await queryClient.invalidateQueries({ queryKey: queryKeys.sync })
  }
}

/** How far the open store has followed what others did; undefined while that is not known, or not wanted. */
export function useStoreSync({ isWanted = true } = {}): { sync: StoreSync | undefined; syncNow: () => Promise<void> } {
  const syncNow = useSyncNow()
  const client = useClient()
  const { data, isError } = useQuery({
    queryKey: queryKeys.sync,
    enabled: isWanted,
    queryFn: ({ signal }) => client.store.syncState(undefined, { signal }),
    refetchInterval: ({ state }) => (state.data?.state === 'running' || state.data?.state === 'none' ? soonMs : restingMs),
  })
  return { sync: isError ? undefined : data, syncNow }
}
