import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { type LineLayout } from './line-messages.ts'
import { LineSource, type LineState } from './line-source.ts'

export interface LoadedLines {
  source: LineSource
  state: LineState
  /** Fetches everything again. */
  retry: () => void
}

/** The lines behind an address, as they arrive. Another address with the same lines and more is read on from where they ended. */
export function useLineSource(address: string, layout: LineLayout = 'as-is'): LoadedLines {
  const [opened, setOpened] = useState(() => ({ address, layout, source: new LineSource(address, layout) }))
  if (opened.layout !== layout) setOpened({ address, layout, source: new LineSource(address, layout) })
  const { source } = opened
  const state = useSyncExternalStore(source.subscribe, source.getState)
  useEffect(() => {
    if (opened.address === address) return undefined
    let isWanted = true
    const readOn = async () => {
      const isLonger = await source.extend(address)
      if (isWanted) setOpened(isLonger ? { address, layout, source } : { address, layout, source: new LineSource(address, layout) })
    }
    void readOn()
    return () => {
      isWanted = false
    }
  }, [address, layout, opened.address, source])
  const retry = useCallback(() => setOpened({ address, layout, source: new LineSource(address, layout) }), [address, layout])
  return { source, state, retry }
}
