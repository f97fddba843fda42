// Every fetched thing becomes a `Loadable` here; answers that come too late are dropped.
import { QueryClient, type QueryKey, useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { toVitrineError } from '../../shared/errors.ts'
import { type Loadable } from '../../shared/loadable.ts'
import { type Client } from '../client/client.ts'
import { useClient } from '../client/ClientContext.tsx'

/** What is fetched stays fresh until the store says that it changed, so nothing here expires by time. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: Infinity, retry: false, networkMode: 'always', refetchOnWindowFocus: false, refetchOnReconnect: false },
      mutations: { networkMode: 'always' },
    },
  })
}

export interface Fetched<T> {
  key: QueryKey
  read: (client: Client, signal: AbortSignal) => Promise<T>
  /** False while it is not known what to read; it is loading until then. */
  isWanted?: boolean
}

/** What was read once stays shown while it is read again, even when that fails. */
export function useLoadable<T>({ key, read, isWanted = true }: Fetched<T>): Loadable<T> {
  const client = useClient()
  const { data, error, isFetching, refetch } = useQuery({ queryKey: key, queryFn: ({ signal }) => read(client, signal), enabled: isWanted })
  const retry = useCallback(() => void refetch(), [refetch])
  return useMemo(() => {
    if (data !== undefined) return { state: 'ready', value: data }
    if (error === null || isFetching) return { state: 'loading' }
    return { state: 'failed', error: toVitrineError(error), retry }
  }, [data, error, isFetching, retry])
}
