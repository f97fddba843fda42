import { useCallback, useState, useSyncExternalStore } from 'react'
import { LineSource, type LineState } from './line-source.ts'

export interface LoadedLines {
  source: LineSource
  state: LineState
  /** Fetches everything again. */
  retry: () => void
}

/** The lines behind an address, as they arrive. */
export function useLineSource(address: string): LoadedLines {
  const [opened, setOpened] = useState(() => ({ address, source: new LineSource(address) }))
  if (opened.address !== address) setOpened({ address, source: new LineSource(address) })
  const { source } = opened
  const state = useSyncExternalStore(source.subscribe, source.getState)
  const retry = useCallback(() => setOpened({ address, source: new LineSource(address) }), [address])
  return { source, state, retry }
}
