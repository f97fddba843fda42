// What the reviewer has seen of a task's diffs.
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useClient } from '../client/ClientContext.tsx'
import { useLoadable } from './query.ts'
import { queryKeys } from './query-keys.ts'

export interface Viewed {
  /** Undefined until they are known. */
  marks: ReadonlySet<string> | undefined
  /** Shown at once, kept in the store; rejects when it could not be kept, and then it is shown as it was. */
  change: (marks: readonly string[], isViewed: boolean) => Promise<void>
}

export function useViewed(specName: string, taskId: string): Viewed {
  const client = useClient()
  const queryClient = useQueryClient()
  const loaded = useLoadable({
    key: queryKeys.viewed(specName, taskId),
    read: (reader, signal) => reader.viewed.list({ specName, taskId }, { signal }),
  })
  const change = useCallback(
    async (marks: readonly string[], isViewed: boolean) => {
      const key = queryKeys.viewed(specName, taskId)
      const changed = new Set(marks)
      // What was asked for before would come as it was.
      await queryClient.cancelQueries({ queryKey: key })
      queryClient.setQueryData<string[]>(key, (old = []) => {
        const kept = old.filter((mark) => !changed.has(mark))
        return isViewed ? [...kept, ...marks] : kept
      })
      try {
        await client.viewed.change({ specName, taskId, add: isViewed ? [...marks] : [], remove: isViewed ? [] : [...marks] })
      } catch (error) {
        await queryClient.invalidateQueries({ queryKey: key })
        throw error
      }
    },
    [client, queryClient, specName, taskId],
  )
  const known = loaded.state === 'ready' ? loaded.value : undefined
  return useMemo(() => ({ marks: known === undefined ? undefined : new Set(known), change }), [known, change])
}
