// Searches that the reader keeps in the store, the latest first.
import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { mostSavedSearches } from '../../shared/saved-search.ts'
import { useClient } from '../client/ClientContext.tsx'
import { useLoadable } from './query.ts'
import { queryKeys } from './query-keys.ts'

interface SavedSearches {
  /** Empty until they are known. */
  searches: readonly string[]
  /** Both show at once, and reject when the store could not keep it; then it is shown as it was. */
  save: (search: string) => Promise<void>
  forget: (search: string) => Promise<void>
}

export function useSavedSearches(): SavedSearches {
  const client = useClient()
  const queryClient = useQueryClient()
  const loaded = useLoadable({
    key: queryKeys.savedSearches,
    read: (reader, signal) => reader.savedSearch.list(undefined, { signal }),
  })
  const searches = loaded.state === 'ready' ? loaded.value : undefined
  return useMemo(() => {
    const key = queryKeys.savedSearches
    const change = async (add: readonly string[], remove: readonly string[]) => {
      const changed = new Set([...add, ...remove])
      // What was asked for before would come as it was.
      await queryClient.cancelQueries({ queryKey: key })
      queryClient.setQueryData<string[]>(key, (old = []) =>
        [...add, ...old.filter((search) => !changed.has(search))].slice(0, mostSavedSearches),
      )
      try {
        queryClient.setQueryData<string[]>(key, await client.savedSearch.change({ add: [...add], remove: [...remove] }))
      } catch (error) {
        await queryClient.invalidateQueries({ queryKey: key })
        throw error
      }
    }
    return {
      searches: searches ?? [],
      save: (search) => change([search], []),
      forget: (search) => change([], [search]),
    }
  }, [client, queryClient, searches])
}
