import { useStoreInfo } from '../../state/store.ts'
import { SyncMark } from './SyncMark.tsx'

/** That the service of the open store is away, for a window whose tree has no room to say it. */
export function StoreAway() {
  const info = useStoreInfo()
  return info.state === 'ready' && !info.value.uri.startsWith('file:') ? <SyncMark isOnlyFailure /> : null
}
