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

/** Resolves when the page is looked at. */
function becomesVisible(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (document.visibilityState !== 'visible' && !signal.aborted) return
      document.removeEventListener('visibilitychange', look)
      signal.removeEventListener('abort', look)
      resolve()
    }
    document.addEventListener('visibilitychange', look)
    signal.addEventListener('abort', look)
    look()
  })
}

/** Aborts as soon as nobody looks at the page. A browser opens few connections to one host, and each waiting window holds one. */
function whileVisible(signal: AbortSignal): AbortSignal {
  const hidden = new AbortController()
  const look = () => document.visibilityState !== 'visible' && hidden.abort()
  document.addEventListener('visibilitychange', look, { signal: hidden.signal })
  return AbortSignal.any([signal, hidden.signal])
}

/**
 * Follows the store's changes until the signal stops it, while the page is looked at; after every break everything that was
 * read is read again.
 */
export async function followChanges(client: Client, queryClient: QueryClient, signal: AbortSignal): Promise<void> {
  const invalidate = createInvalidator(queryClient)
  let pauseMs = firstPauseMs
  while (!signal.aborted) {
    await becomesVisible(signal)
    const turn = whileVisible(signal)
    try {
      const changes = await client.store.changes(undefined, { signal: turn })
      setConnection('connected')
      void queryClient.invalidateQueries()
      for await (const batch of changes) {
        pauseMs = firstPauseMs
        invalidate(batch)
      }
    } catch {
      // Whatever broke the stream, the way out is the next turn; what it was is told by the first call that needs an answer.
      if (turn.aborted) continue
    }
    setConnection('lost')
    await sleep(pauseMs, signal)
    pauseMs = Math.min(pauseMs * 2, longestPauseMs)
  }
}
