// A comparison that may take long: how far it has come, and the way to end it.
import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Loadable } from '../../../shared/loadable.ts'
import { type Progress } from '../../../shared/progress.ts'
import { type Client } from '../../client/client.ts'
import { useLoadable } from '../query.ts'

export type Comparing<T> =
  | Exclude<Loadable<T>, { state: 'loading' }>
  /** `progress` in bytes; undefined before anything was told. */
  | { state: 'loading'; progress: Progress | undefined; cancel: () => void }
  | { state: 'cancelled'; again: () => void }

type Step<T> = { state: 'comparing'; progress: Progress } | { state: 'compared'; answer: T }

interface Comparison<T> {
  key: QueryKey
  open: (client: Client, signal: AbortSignal) => Promise<AsyncIterable<Step<T>>>
}

export function useComparing<T>({ key, open }: Comparison<T>): Comparing<T> {
  const queryClient = useQueryClient()
  const id = JSON.stringify(key)
  const [told, setTold] = useState<{ id: string; progress: Progress }>()
  const [cancelled, setCancelled] = useState<string>()
  const loadable = useLoadable<T>({
    key,
    isWanted: cancelled !== id,
    read: async (client, signal) => {
      for await (const step of await open(client, signal)) {
        if (step.state === 'compared') return step.answer
        setTold({ id, progress: step.progress })
      }
      throw new TypeError('the comparison ended without an answer')
    },
  })
  if (loadable.state !== 'loading') return loadable
  if (cancelled === id) return { state: 'cancelled', again: () => setCancelled(undefined) }
  const cancel = () => {
    setCancelled(id)
    void queryClient.cancelQueries({ queryKey: key, exact: true })
  }
  return { state: 'loading', progress: told?.id === id ? told.progress : undefined, cancel }
}
