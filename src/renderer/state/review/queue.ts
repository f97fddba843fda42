// The reviewer's queue, a page at a time.
import { useMemo } from 'react'
import { type Loadable } from '../../../shared/loadable.ts'
import { type QueueItem, type QueuePage, type QueueShow } from '../../../shared/review/queue.ts'
import { mapLoadable, nextCursor, useLoadablePages } from '../query.ts'
import { queryKeys } from '../query-keys.ts'

export interface QueueList {
  items: QueueItem[]
  counts: QueuePage['counts']
  /** There while there are more. */
  showMore: (() => void) | undefined
  isLoadingMore: boolean
}

const pageRows = 200

const noCounts: QueuePage['counts'] = { waiting: 0, approved: 0, 'changes-requested': 0, blocked: 0 }

export function useQueue(show: QueueShow): Loadable<QueueList> {
  const queue = useLoadablePages({
    key: queryKeys.queue(show),
    read: (client, cursor: string | undefined, signal) =>
      client.queue.list({ show, limit: pageRows, ...(cursor === undefined ? {} : { cursor }) }, { signal }),
    next: nextCursor,
  })
  return useMemo(
    () =>
      mapLoadable(queue, ({ pages, showMore, isLoadingMore }) => ({
        items: pages.flatMap(({ items }) => items),
        counts: pages[0]?.counts ?? noCounts,
        showMore,
        isLoadingMore,
      })),
    [queue],
  )
}
