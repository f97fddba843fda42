// The open store: what it is, and choosing or filling another.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { toVitrineError, type VitrineError } from '../../shared/errors.ts'
import { type Loadable } from '../../shared/loadable.ts'
import { type Progress } from '../../shared/progress.ts'
import { type StoreInfo } from '../../shared/store-info.ts'
import { type RecentStore, type StoreReach } from '../../shared/store-reach.ts'
import { useClient } from '../client/ClientContext.tsx'
import { useLoadable } from './query.ts'
import { queryKeys } from './query-keys.ts'

export function useStoreInfo(): Loadable<StoreInfo> {
  return useLoadable({ key: queryKeys.store, read: (client, signal) => client.store.info(undefined, { signal }) })
}

export function useRecentStores(): Loadable<RecentStore[]> {
  return useLoadable({ key: queryKeys.recentStores, read: (client, signal) => client.store.recent(undefined, { signal }) })
}

/** False when it is known that nothing can be written. */
export function useWritable(): boolean {
  const info = useStoreInfo()
  return info.state === 'ready' ? info.value.writable : info.state === 'loading'
}

interface StoreOpening {
  uri: string
  reach?: StoreReach
  /** Edits of agent files that cannot be saved are kept on this machine. */
  leaveUnsaved?: boolean
}

/** Opens another store in place of this one, without `reach` as the last time. Rejects with a `VitrineError`. */
export function useOpenStore(): (opening: StoreOpening) => Promise<StoreInfo> {
  const client = useClient()
  const queryClient = useQueryClient()
  const { mutateAsync } = useMutation({
    mutationFn: (opening: StoreOpening) => client.store.open(opening),
    // Nothing read from the old store may show in the new one, not even while it loads.
    onSuccess: () => queryClient.resetQueries(),
  })
  return mutateAsync
}

/** Takes a store off the list of those opened before. */
export function useForgetStore(): (uri: string) => Promise<void> {
  const client = useClient()
  const queryClient = useQueryClient()
  const { mutateAsync } = useMutation({
    mutationFn: async (uri: string) => {
      await client.store.forget({ uri })
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: queryKeys.recentStores }),
  })
  return mutateAsync
}

export type Loading = { state: 'idle' } | { state: 'running'; progress: Progress } | { state: 'failed'; error: VitrineError }

/** Copies the sample store's artifacts into the open store, with progress. */
export function useLoadSample(): { sample: Loading; loadSample: () => Promise<void> } {
  const client = useClient()
  const queryClient = useQueryClient()
  const [sample, setSample] = useState<Loading>({ state: 'idle' })
  const loadSample = async () => {
    setSample({ state: 'running', progress: { done: 0, total: null } })
    try {
      for await (const progress of await client.store.loadSample()) setSample({ state: 'running', progress })
      setSample({ state: 'idle' })
    } catch (error) {
      setSample({ state: 'failed', error: toVitrineError(error) })
    }
    await queryClient.invalidateQueries()
  }
  return { sample, loadSample }
}
