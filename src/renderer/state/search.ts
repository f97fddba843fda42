// Searching names, contents and facts of everything in the store.
import { useMemo } from 'react'
import { type Loadable } from '../../shared/loadable.ts'
import { parseSearch, type SearchFacets, type SearchResult } from '../../shared/search.ts'
import { mapLoadable, nextCursor, useLoadablePages } from './query.ts'
import { queryKeys } from './query-keys.ts'

export interface SearchAnswer {
  results: SearchResult[]
  facets: SearchFacets | undefined
  /** Artifacts of which only the names were searched, up to `mostUnread`. */
  unread: number
  /** There while there are more. */
  showMore: (() => void) | undefined
  isLoadingMore: boolean
  /** What is shown answers an earlier search; the one that was asked for is on its way. */
  isStale: boolean
}

const pageArtifacts = 20

/** The newest artifacts come first. Nothing is asked for while the search is empty. */
export function useSearch(search: string): Loadable<SearchAnswer> {
  const answer = useLoadablePages({
    key: queryKeys.search(search),
    read: async (client, cursor: string | undefined, signal) => {
      // What cannot be read is said while it is typed, without asking.
      parseSearch(search)
      return client.search({ query: search, limit: pageArtifacts, ...(cursor === undefined ? {} : { cursor }) }, { signal })
    },
    next: nextCursor,
    isWanted: search.trim() !== '',
    keepsEarlier: true,
  })
  return useMemo(
    () =>
      mapLoadable(answer, ({ pages, showMore, isLoadingMore, isEarlier }) => ({
        results: pages.flatMap(({ results }) => results),
        facets: pages[0]?.facets ?? undefined,
        unread: pages[0]?.unread ?? 0,
        showMore,
        isLoadingMore,
        isStale: isEarlier,
      })),
    [answer],
  )
}
