import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { toVitrineError } from '../../shared/errors.ts'
import { type Loadable } from '../../shared/loadable.ts'
import { type Trashed, type TrashPage, type TrashSelection } from '../../shared/trash.ts'
import { useClient } from '../client/ClientContext.tsx'
import { useLoadable } from './query.ts'
import { queryKeys } from './query-keys.ts'
import { useSettled } from './settled.ts'

const pageSize = 200

export interface Trash extends Omit<TrashPage, 'nextCursor'> {
  /** As far as it was read, what was deleted last comes first. */
  trashed: Trashed[]
}

export interface TrashPages {
  trash: Loadable<Trash>
  /** Reads on; nothing when all is there or being read. */
  more: () => void
}

/** What is in the trash and has the text in its names, its URI, or in who deleted it. */
export function useTrash(text: string): TrashPages {
  const client = useClient()
  const wanted = useSettled(text.trim(), String)
  const { data, error, isFetching, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: [...queryKeys.trash, 'pages', wanted],
    queryFn: ({ pageParam, signal }) =>
      client.trash.page(
        { choice: { text: wanted }, limit: pageSize, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    // Comparing all that was read before with itself takes longer with every page.
    structuralSharing: false,
  })
  const more = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage])
  if (data === undefined) {
    if (error === null || isFetching) return { trash: { state: 'loading' }, more }
    return { trash: { state: 'failed', error: toVitrineError(error), retry: () => void refetch() }, more }
  }
  const latest = data.pages.at(-1)
  if (latest === undefined) return { trash: { state: 'loading' }, more }
  return { trash: { state: 'ready', value: { ...latest, trashed: data.pages.flatMap(({ trashed }) => trashed) } }, more }
}

/** How much of what one deleted is in the trash still, in stored bytes. */
export function useTrashOf(deletedBy: string): Loadable<TrashPage['chosen']> {
  return useLoadable({
    key: [...queryKeys.trash, 'of', deletedBy],
    read: async (client, signal) => (await client.trash.page({ choice: { deletedBy }, limit: 1 }, { signal })).chosen,
  })
}

/** Starts a job that puts trashed artifacts back; its result names what could not be. Rejects with a `VitrineError`. */
export function useStartRestore(): (selection: TrashSelection, options?: { asNewVersion?: boolean }) => Promise<string> {
  const client = useClient()
  return useCallback(
    async (selection, { asNewVersion = false } = {}) => (await client.trash.restoreAll({ selection, asNewVersion })).jobId,
    [client],
  )
}

/** Starts a job that destroys trashed artifacts. Rejects with a `VitrineError`. */
export function useStartPurge(): (selection: TrashSelection) => Promise<string> {
  const client = useClient()
  return useCallback(async (selection) => (await client.trash.purge({ selection })).jobId, [client])
}
