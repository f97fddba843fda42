import { useEffect, useState } from 'react'
import { type StoreSync } from '../../shared/store-reach.ts'
import { useClient } from '../client/ClientContext.tsx'
import { follow } from './follow.ts'

/** How far the open store has followed what others did; undefined while that is not known. */
export function useStoreSync(): { sync: StoreSync | undefined; syncNow: () => Promise<void> } {
  const client = useClient()
  const [sync, setSync] = useState<StoreSync>()
  useEffect(() => {
    const stop = new AbortController()
    const { signal } = stop
    void follow({
      open: (turn) => client.store.watchSync(undefined, { signal: turn }),
      onEvent: (next) => !signal.aborted && setSync(next),
      onLost: () => !signal.aborted && setSync(undefined),
      signal,
    })
    return () => stop.abort()
  }, [client])
  const syncNow = async () => {
    await client.store.sync()
  }
  return { sync, syncNow }
}
