// Keyed blobs: what runners put under keys of their own.
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type Artifact } from '../../shared/artifact-list.ts'
import { toVitrineError } from '../../shared/errors.ts'
import { type Loadable } from '../../shared/loadable.ts'
import { blobSpecName } from '../../shared/reserved-spec.ts'
import { useClient } from '../client/ClientContext.tsx'
import { queryKeys } from './query-keys.ts'

export interface KeyedBlob {
  key: string
  artifact: Artifact
}

export interface BlobList {
  blobs: KeyedBlob[]
  /** There while there are more; resolves when they are shown. */
  showMore: (() => void) | undefined
  isLoadingMore: boolean
}

const pageRows = 200

/** Somebody may have uploaded into the reserved spec by other means; then the name is the key. */
function keyOfBlob({ record }: Artifact): string {
  const { key } = record.metadata
  return typeof key === 'string' ? key : record.name
}

/** Those that were put last come first. With `text`, only those whose key or content has words that begin so. */
export function useBlobs(text: string): Loadable<BlobList> {
  const client = useClient()
  const filter = { specName: blobSpecName, ...(text === '' ? {} : { text }) }
  const { data, error, isFetching, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: queryKeys.blobs(text),
    queryFn: ({ pageParam, signal }) =>
      client.artifact.list({ filter, limit: pageRows, ...(pageParam === null ? {} : { cursor: pageParam }) }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: (previous) => previous,
  })
  return useMemo(() => {
    if (data !== undefined) {
      const blobs = data.pages.flatMap(({ artifacts }) => artifacts.map((artifact) => ({ key: keyOfBlob(artifact), artifact })))
      const showMore = hasNextPage ? () => void fetchNextPage() : undefined
      return { state: 'ready', value: { blobs, showMore, isLoadingMore: isFetchingNextPage } }
    }
    if (error === null || isFetching) return { state: 'loading' }
    return { state: 'failed', error: toVitrineError(error), retry: () => void refetch() }
  }, [data, error, isFetching, hasNextPage, fetchNextPage, isFetchingNextPage, refetch])
}
