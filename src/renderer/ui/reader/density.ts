// How high the rows of lists are; CSS has the rest of it in tokens.css.
import { useWatched, Watched } from '../../watched.ts'

export type Density = 'comfortable' | 'compact'

const density = new Watched<Density>('comfortable')

/** Every list follows. */
export function setDensity(next: Density): void {
  density.set(next)
}

export function useDensity(): Density {
  return useWatched(density)
}
