import { useCallback } from 'react'
import { useStoreInfo } from '../../state/store.ts'

/** Gives the part of an artifact's URI below the open store's root. */
export function useUriWords(): (uri: string) => string {
  const info = useStoreInfo()
  const root = info.state === 'ready' ? `${info.value.uri}/` : undefined
  return useCallback((uri) => (root !== undefined && uri.startsWith(root) ? uri.slice(root.length) : uri), [root])
}
