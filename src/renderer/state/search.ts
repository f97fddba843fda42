// Searching names, contents and facts of everything in the store.
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { toVitrineError } from '../../shared/errors.ts'
import { type Loadable } from '../../shared/loadable.ts'
import { parseSearch, type SearchFacets, type SearchResult } from '../../shared/search.ts'
import { useClient } from '../client/ClientContext.tsx'
import { queryKeys } from './query-keys.ts'

export interface SearchAnswer {
  results: SearchResult[]
  facets: SearchFacets | undefined
  /** Artifacts of which only the names were searched, up to `mostUnread`. */
  unread: number
  /** There while there are more; resolves when they are shown. */
  showMore: (() => void) | undefined
  isLoadingMore: boolean
  /** What is shown answers an earlier search; the one that was asked for is on its way. */
  isStale: boolean
}

const pageArtifacts = 20

/** The newest artifacts come first. Nothing is asked for while the search is empty. */
export function useSearch(search: string): Loadable<SearchAnswer> {
  const client = useClient()
  const { data, error, isFetching, isFetchingNextPage, isPlaceholderData, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: queryKeys.search(search),
    queryFn: async ({ pageParam, signal }) => {
      // What cannot be read is said while it is typed, without asking.
      parseSearch(search)
      return client.search({ query: search, limit: pageArtifacts, ...(pageParam === null ? {} : { cursor: pageParam }) }, { signal })
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: (previous) => previous,
    enabled: search.trim() !== '',
  })
  return useMemo(() => {
    if (data !== undefined) {
      const results = data.pages.flatMap((page) => page.results)
      const showMore = hasNextPage ? () => void fetchNextPage() : undefined
      const facets = data.pages[0]?.facets ?? undefined
      const unread = data.pages[0]?.unread ?? 0
      return { state: 'ready', value: { results, facets, unread, showMore, isLoadingMore: isFetchingNextPage, isStale: isPlaceholderData } }
    }
    if (error === null || isFetching) return { state: 'loading' }
    return { state: 'failed', error: toVitrineError(error), retry: () => void refetch() }
  }, [data, error, isFetching, hasNextPage, fetchNextPage, isFetchingNextPage, isPlaceholderData, refetch])
}
