import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type StoreChange } from '../../shared/change.ts'
import { type Client } from '../client/client.ts'
import { followChanges } from './changes.ts'
import { queryKeys } from './query-keys.ts'

const change: StoreChange = { verb: 'upload', uri: 'file:///s/a/1/x', specName: 'a', taskId: '1' }

/** The part of a client that is used here, with a stream that the test feeds and breaks. */
function openStreams() {
  const signals: AbortSignal[] = []
  let feed: ((batch: StoreChange[] | Error) => void) | undefined
  const changes = async (_: undefined, { signal }: { signal: AbortSignal }) => {
    signals.push(signal)
    return (async function* () {
      while (true) {
        const batch = await new Promise<StoreChange[] | Error>((resolve) => {
          feed = resolve
          signal.addEventListener('abort', () => resolve(new Error('stopped')))
        })
        if (batch instanceof Error) throw batch
        yield batch
      }
    })()
  }
  const client = { store: { changes } } as unknown as Client
  return { client, signals, tell: (batch: StoreChange[] | Error) => feed?.(batch) }
}

/** A task that is read anew whenever it is stale, as if it were on screen. */
function watchTask(queryClient: QueryClient, taskId: string) {
  const reads = vi.fn<() => Promise<string>>(() => Promise.resolve(taskId))
  const observer = queryClient.getQueryCache().build(queryClient, { queryKey: queryKeys.task('a', taskId), queryFn: reads })
  void observer.fetch()
  queryClient.getQueryCache().subscribe(({ type, query }) => {
    if (type === 'updated' && query === observer && observer.state.isInvalidated && observer.state.fetchStatus === 'idle')
      void observer.fetch()
  })
  return reads
}

const page = Object.assign(new EventTarget(), { visibilityState: 'visible' })
const look = (state: 'visible' | 'hidden') => {
  page.visibilityState = state
  page.dispatchEvent(new Event('visibilitychange'))
}

describe('following the changes of the store', () => {
  let queryClient: QueryClient
  let stop: AbortController

  beforeEach(() => {
    vi.stubGlobal('document', page)
    page.visibilityState = 'visible'
    queryClient = new QueryClient()
    stop = new AbortController()
  })

  afterEach(() => {
    stop.abort()
    queryClient.clear()
    vi.unstubAllGlobals()
  })

  it('reads again what a change made stale, and nothing else', async () => {
    const { client, signals, tell } = openStreams()
    void followChanges(client, queryClient, stop.signal)
    await vi.waitFor(() => expect(signals).toHaveLength(1))
    const changed = watchTask(queryClient, '1')
    const other = watchTask(queryClient, '2')
    await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(1))
    tell([change, change])
    await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(2))
    expect(other).toHaveBeenCalledTimes(1)
  })

  it('comes back after a break, and then reads everything again', async () => {
    const { client, signals, tell } = openStreams()
    void followChanges(client, queryClient, stop.signal)
    await vi.waitFor(() => expect(signals).toHaveLength(1))
    const reads = watchTask(queryClient, '1')
    await vi.waitFor(() => expect(reads).toHaveBeenCalledTimes(1))
    tell(new Error('the connection broke'))
    await vi.waitFor(() => expect(signals).toHaveLength(2), { timeout: 5_000 })
    await vi.waitFor(() => expect(reads).toHaveBeenCalledTimes(2))
  })

  it('lets go of its connection while nobody looks, and takes it up again', async () => {
    const { client, signals } = openStreams()
    void followChanges(client, queryClient, stop.signal)
    await vi.waitFor(() => expect(signals).toHaveLength(1))
    look('hidden')
    expect(signals[0]?.aborted).toBe(true)
    await Promise.resolve()
    expect(signals).toHaveLength(1)
    look('visible')
    await vi.waitFor(() => expect(signals).toHaveLength(2))
  })

  it('ends when it is stopped', async () => {
    const { client, signals } = openStreams()
    const following = followChanges(client, queryClient, stop.signal)
    await vi.waitFor(() => expect(signals).toHaveLength(1))
    stop.abort()
    await expect(following).resolves.toBeUndefined()
  })
})
