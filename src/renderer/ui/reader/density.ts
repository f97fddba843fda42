// How high the rows of lists are; CSS has the rest of it in tokens.css.
import { useSyncExternalStore } from 'react'

export type Density = 'comfortable' | 'compact'

let density: Density = 'comfortable'
const listeners = new Set<() => void>()

/** Every list follows. */
export function setDensity(next: Density): void {
  density = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useDensity(): Density {
  return useSyncExternalStore(subscribe, () => density)
}
