// The reviewer's queue, a page at a time.
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { toVitrineError } from '../../../shared/errors.ts'
import { type Loadable } from '../../../shared/loadable.ts'
import { type QueueItem, type QueuePage, type QueueShow } from '../../../shared/review/queue.ts'
import { useClient } from '../../client/ClientContext.tsx'
import { queryKeys } from '../query-keys.ts'

export interface QueueList {
  items: QueueItem[]
  counts: QueuePage['counts']
  /** There while there are more. */
  showMore: (() => void) | undefined
  isLoadingMore: boolean
}

const pageRows = 200

export function useQueue(show: QueueShow): Loadable<QueueList> {
  const client = useClient()
  const { data, error, isFetching, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: queryKeys.queue(show),
    queryFn: ({ pageParam, signal }) =>
      client.queue.list({ show, limit: pageRows, ...(pageParam === null ? {} : { cursor: pageParam }) }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
  return useMemo(() => {
    if (data !== undefined) {
      const items = data.pages.flatMap((page) => page.items)
      const counts = data.pages[0]?.counts ?? { waiting: 0, approved: 0, 'changes-requested': 0, blocked: 0 }
      const showMore = hasNextPage ? () => void fetchNextPage() : undefined
      return { state: 'ready', value: { items, counts, showMore, isLoadingMore: isFetchingNextPage } }
    }
    if (error === null || isFetching) return { state: 'loading' }
    return { state: 'failed', error: toVitrineError(error), retry: () => void refetch() }
  }, [data, error, isFetching, hasNextPage, fetchNextPage, isFetchingNextPage, refetch])
}
