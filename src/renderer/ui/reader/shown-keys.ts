// How keys are written wherever they are shown: as the reader has to press them.
import { useSyncExternalStore } from 'react'

let show: (keys: string) => string = (keys) => keys
const listeners = new Set<() => void>()

/** Everything that shows keys follows. */
export function setShownKeys(next: (keys: string) => string): void {
  show = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useShownKeys(keys: string): string {
  return useSyncExternalStore(subscribe, () => show(keys))
}
