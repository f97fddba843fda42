// How keys are written wherever they are shown: as the reader has to press them.
import { useWatched, Watched } from '../../watched.ts'

const show = new Watched((keys: string) => keys)

/** Everything that shows keys follows. */
export function setShownKeys(next: (keys: string) => string): void {
  show.set(next)
}

export function useShownKeys(keys: string): string {
  return useWatched(show)(keys)
}
