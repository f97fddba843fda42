// What anyone does to the store reaches this window here.
import { type QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { type StoreChange } from '../../shared/change.ts'
import { type Client } from '../client/client.ts'
import { staleKeys } from './query-keys.ts'

export type Connection = 'connecting' | 'connected' | 'lost'

let connection: Connection = 'connecting'
const listeners = new Set<() => void>()

function setConnection(next: Connection): void {
  connection = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether changes of the store reach this window now. */
export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, () => connection)
}

const gatherMs = 100
const firstPauseMs = 500
const longestPauseMs = 10_000

function sleep(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, durationMs)
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        resolve()
      },
      { once: true },
    )
  })
}

/** An import brings hundreds of changes a second; those that come together are one refresh. */
function createInvalidator(queryClient: QueryClient) {
  const stale = new Map<string, readonly string[]>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = () => {
    timer = undefined
    for (const queryKey of stale.values()) void queryClient.invalidateQueries({ queryKey })
    stale.clear()
  }
  return (changes: readonly StoreChange[]) => {
    for (const change of changes) {
      const keys = staleKeys(change)
      for (const key of keys === 'all' ? [[]] : keys) stale.set(JSON.stringify(key), key)
    }
    timer ??= setTimeout(flush, gatherMs)
  }
}

/** Follows the store's changes until the signal stops it; after a broken connection everything is read again. */
export async function followChanges(client: Client, queryClient: QueryClient, signal: AbortSignal): Promise<void> {
  const invalidate = createInvalidator(queryClient)
  let pauseMs = firstPauseMs
  while (!signal.aborted) {
    try {
      const changes = await client.store.changes(undefined, { signal })
      setConnection('connected')
      void queryClient.invalidateQueries()
      for await (const batch of changes) {
        pauseMs = firstPauseMs
        invalidate(batch)
      }
    } catch (error) {
      if (signal.aborted) return
      // The way out of a broken stream is the next attempt below; what failed is shown by whoever needs data.
      void error
    }
    setConnection('lost')
    await sleep(pauseMs, signal)
    pauseMs = Math.min(pauseMs * 2, longestPauseMs)
  }
}
