// What anyone does to the store reaches this window here.
import { type QueryClient, type QueryKey } from '@tanstack/react-query'
import { type StoreChange } from '../../shared/change.ts'
import { type Client } from '../client/client.ts'
import { follow } from './follow.ts'
import { queryKeys, staleKeys } from './query-keys.ts'
import { useWatched, Watched } from '../watched.ts'

export type Connection = 'connecting' | 'connected' | 'lost'

const connection = new Watched<Connection>('connecting')

/** Whether changes of the store reach this window now. */
export function useConnection(): Connection {
  return useWatched(connection)
}

const gatherMs = 100
/** What takes long to read is read again at most this often. */
const slowPauseMs = 1000

/** Runs `work` when asked, and once more after a pause when asked meanwhile; never twice at a time. */
function throttle(work: () => Promise<void>, pauseMs: number): () => void {
  let state: 'idle' | 'running' | 'asked' = 'idle'
  const run = async () => {
    do {
      state = 'running'
      await work()
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    } while (isAsked())
    state = 'idle'
  }
  const isAsked = () => state === 'asked'
  return () => {
    if (state === 'idle') void run()
    else state = 'asked'
  }
}

/** A name stands for all that begin with it. */
function isNamed(stale: ReadonlySet<string>, queryKey: QueryKey): boolean {
  return Array.from({ length: queryKey.length + 1 }, (_, length) => JSON.stringify(queryKey.slice(0, length))).some((name) =>
    stale.has(name),
  )
}

/** An import brings hundreds of changes a second; those that come together are one refresh. */
function createInvalidator(queryClient: QueryClient) {
  let stale = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = () => {
    timer = undefined
    const gathered = stale
    stale = new Set()
    // A cleanup makes thousands of names stale, and a window holds few: those are asked whether they are meant.
    void queryClient.invalidateQueries({ predicate: ({ queryKey }) => isNamed(gathered, queryKey) })
  }
  const flushSlow = throttle(() => queryClient.invalidateQueries({ queryKey: queryKeys.storage }), slowPauseMs)
  return (changes: readonly StoreChange[]) => {
    // Receipts, and what a purge took from the trash, are changes that no artifact tells of.
    if (changes.some(({ verb }) => verb !== 'job')) flushSlow()
    for (const change of changes) {
      const keys = staleKeys(change)
      for (const key of keys === 'all' ? [[]] : keys) stale.add(JSON.stringify(key))
    }
    timer ??= setTimeout(flush, gatherMs)
  }
}

/**
 * Follows the store's changes until the signal stops it, while the page is looked at; after every break everything that was
 * read is read again.
 */
export async function followChanges(client: Client, queryClient: QueryClient, signal: AbortSignal): Promise<void> {
  const invalidate = createInvalidator(queryClient)
  await follow({
    open: (turn) => client.store.changes(undefined, { signal: turn }),
    onOpen: () => {
      connection.set('connected')
      void queryClient.invalidateQueries()
    },
    onEvent: invalidate,
    onLost: () => connection.set('lost'),
    signal,
  })
}
