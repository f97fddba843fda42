import { useCallback, useState, useSyncExternalStore } from 'react'
import { type LineLayout } from './line-messages.ts'
import { LineSource, type LineState } from './line-source.ts'

export interface LoadedLines {
  source: LineSource
  state: LineState
  /** Fetches everything again. */
  retry: () => void
}

/** The lines behind an address, as they arrive. */
export function useLineSource(address: string, layout: LineLayout = 'as-is'): LoadedLines {
  const [opened, setOpened] = useState(() => ({ address, layout, source: new LineSource(address, layout) }))
  if (opened.address !== address || opened.layout !== layout) setOpened({ address, layout, source: new LineSource(address, layout) })
  const { source } = opened
  const state = useSyncExternalStore(source.subscribe, source.getState)
  const retry = useCallback(() => setOpened({ address, layout, source: new LineSource(address, layout) }), [address, layout])
  return { source, state, retry }
}
