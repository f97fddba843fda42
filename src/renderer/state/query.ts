// Every fetched thing becomes a `Loadable` here; answers that come too late are dropped.
import {
  type InfiniteData,
  keepPreviousData,
  type Query,
  QueryClient,
  type QueryKey,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { toVitrineError } from '../../shared/errors.ts'
import { type Loadable } from '../../shared/loadable.ts'
import { type Client } from '../client/client.ts'
import { useClient } from '../client/ClientContext.tsx'

/** What is fetched stays fresh until the store says that it changed, so nothing here expires by time. */
export function createQueryClient(): QueryClient {
  const queryClient = new QueryClient({
    defaultOptions: {
      queries: { staleTime: Infinity, retry: false, networkMode: 'always', refetchOnWindowFocus: false, refetchOnReconnect: false },
      mutations: { networkMode: 'always' },
    },
  })
  rereadOvertaken(queryClient)
  return queryClient
}

/**
 * What becomes stale while it is read for the first time is read once more. The library begins a read anew only where an earlier answer is
 * there, and takes any answer for fresh: one from before the change would stay on screen.
 */
function rereadOvertaken(queryClient: QueryClient): void {
  const overtaken = new WeakSet<Query>()
  queryClient.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated') return
    const { action, query } = event
    const isFirstRead = query.state.fetchStatus === 'fetching' && query.state.data === undefined
    if (action.type === 'invalidate' && isFirstRead) overtaken.add(query)
    else if (action.type === 'fetch') overtaken.delete(query)
    else if ((action.type === 'success' || action.type === 'error') && overtaken.delete(query))
      void queryClient.invalidateQueries({ queryKey: query.queryKey, exact: true })
  })
}

/** Resolves when what was asked for first is there, or could not be had. */
export function firstReads(queryClient: QueryClient): Promise<void> {
  const queries = queryClient.getQueryCache()
  return new Promise((resolve) => {
    const stop = queries.subscribe(() => {
      if (queryClient.isFetching() > 0 || !queries.getAll().some(({ state }) => state.status !== 'pending')) return
      stop()
      resolve()
    })
  })
}

export interface Fetched<T> {
  key: QueryKey
  read: (client: Client, signal: AbortSignal) => Promise<T>
  /** False while it is not known what to read; it is loading until then. */
  isWanted?: boolean
  /** Read again it is taken as new, since to compare it with what was there takes too long. */
  isLarge?: boolean
  /** Reads what came again after this time; `false` leaves it until the store says that it changed. */
  againMs?: (value: T) => number | false
}

/** What was read once stays shown while it is read again, even when that fails. */
export function useLoadable<T>({ key, read, isWanted = true, isLarge = false, againMs }: Fetched<T>): Loadable<T> {
  const client = useClient()
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => read(client, signal),
    enabled: isWanted,
    structuralSharing: !isLarge,
    refetchInterval: ({ state }) => againMs !== undefined && state.data !== undefined && againMs(state.data),
  })
  const retry = useCallback(() => void refetch(), [refetch])
  return useMemo(() => {
    if (data !== undefined) return { state: 'ready', value: data }
    if (error === null || isFetching) return { state: 'loading' }
    return { state: 'failed', error: toVitrineError(error), retry }
  }, [data, error, isFetching, retry])
}

export interface FetchedPages<Page, Cursor> {
  key: QueryKey
  /** The page at a cursor, the first one without. */
  read: (client: Client, cursor: Cursor | undefined, signal: AbortSignal) => Promise<Page>
  /** Where the page after these begins; undefined after the last. */
  next: (pages: readonly Page[]) => Cursor | undefined
  isWanted?: boolean
  /** What an earlier key gave stays shown until the answer is there. */
  keepsEarlier?: boolean
  /** It never changes, and is let go of as soon as nobody looks at it. */
  isFrozen?: boolean
}

export interface Pages<Page> {
  pages: readonly Page[]
  /** Reads on; undefined when all is there. Does nothing while something is read. */
  showMore: (() => void) | undefined
  isLoadingMore: boolean
  /** What is shown is that of an earlier key. */
  isEarlier: boolean
}

/** A list as far as it was read, page by page. */
export function useLoadablePages<Page, Cursor>(fetched: FetchedPages<Page, Cursor>): Loadable<Pages<Page>> {
  const { key, read, next, isWanted = true, keepsEarlier = false, isFrozen = false } = fetched
  const client = useClient()
  const { data, error, isFetching, isFetchingNextPage, isPlaceholderData, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery<
    Page,
    Error,
    InfiniteData<Page>,
    QueryKey,
    Cursor | undefined
  >({
    queryKey: key,
    // The library loses the type of the cursor where it is a parameter.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    queryFn: ({ pageParam, signal }) => read(client, pageParam as Cursor | undefined, signal),
    initialPageParam: undefined,
    getNextPageParam: (_, pages) => next(pages),
    enabled: isWanted,
    // Comparing all that was read before with itself takes longer with every page.
    structuralSharing: false,
    ...(keepsEarlier ? { placeholderData: keepPreviousData } : {}),
    ...(isFrozen ? { staleTime: 'static' as const, gcTime: 0 } : {}),
  })
  return useMemo(() => {
    if (data !== undefined) {
      const showMore = hasNextPage ? () => void (isFetching || fetchNextPage()) : undefined
      return { state: 'ready', value: { pages: data.pages, showMore, isLoadingMore: isFetchingNextPage, isEarlier: isPlaceholderData } }
    }
    if (error === null || isFetching) return { state: 'loading' }
    return { state: 'failed', error: toVitrineError(error), retry: () => void refetch() }
  }, [data, error, isFetching, isFetchingNextPage, isPlaceholderData, hasNextPage, fetchNextPage, refetch])
}

/** Undefined after the last page. */
export const nextCursor = (pages: readonly { nextCursor: string | null }[]): string | undefined => pages.at(-1)?.nextCursor ?? undefined

const nothing = () => undefined

/** Reads on in a list; nothing when all is there or being read. */
export function moreOf(list: Loadable<Pages<unknown>>): () => void {
  return (list.state === 'ready' ? list.value.showMore : undefined) ?? nothing
}

/** What was read of a thing, as something else. */
export function mapLoadable<T, U>(from: Loadable<T>, map: (value: T) => U): Loadable<U> {
  return from.state === 'ready' ? { state: 'ready', value: map(from.value) } : from
}
