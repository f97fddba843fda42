// Keyed blobs: what runners put under keys of their own.
import { useMemo } from 'react'
import { type Artifact } from '../../shared/artifact-list.ts'
import { type Loadable } from '../../shared/loadable.ts'
import { blobSpecName } from '../../shared/reserved-spec.ts'
import { mapLoadable, nextCursor, useLoadablePages } from './query.ts'
import { queryKeys } from './query-keys.ts'

export interface KeyedBlob {
  key: string
  artifact: Artifact
}

export interface BlobList {
  blobs: KeyedBlob[]
  /** There while there are more. */
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
  const filter = { specName: blobSpecName, ...(text === '' ? {} : { text }) }
  const list = useLoadablePages({
    key: queryKeys.blobs(text),
    read: (client, cursor: string | undefined, signal) =>
      client.artifact.list({ filter, limit: pageRows, ...(cursor === undefined ? {} : { cursor }) }, { signal }),
    next: nextCursor,
    keepsEarlier: true,
  })
  return useMemo(
    () =>
      mapLoadable(list, ({ pages, showMore, isLoadingMore }) => ({
        blobs: pages.flatMap(({ artifacts }) => artifacts.map((artifact) => ({ key: keyOfBlob(artifact), artifact }))),
        showMore,
        isLoadingMore,
      })),
    [list],
  )
}
