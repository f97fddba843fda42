// Many may look at and change single files side by side; whoever changes what is where does so alone. First come, first served.

import { VitrineError } from '../../../shared/errors.ts'

export interface StructureLock {
  shared: <T>(work: () => Promise<T>) => Promise<T>
  exclusive: <T>(work: () => Promise<T>) => Promise<T>
  /** Refuses all work from now on. */
  close: () => void
}

/** Work must not ask for the lock that it already holds. */
export function createStructureLock(name: string): StructureLock {
  let isClosed = false
  let lastExclusive: Promise<unknown> = Promise.resolve()
  let sharers = new Set<Promise<unknown>>()
  const settled = (work: Promise<unknown>): Promise<void> =>
    work.then(
      () => undefined,
      () => undefined,
    )
  const checkOpen = <T>(work: () => Promise<T>) => {
    if (isClosed) throw new VitrineError('store.unreachable', { uri: name, reason: 'it is closed' })
    return work()
  }
  return {
    shared: (work) => {
      const turn = lastExclusive.then(() => checkOpen(work))
      const mine = sharers
      mine.add(turn)
      void settled(turn).then(() => mine.delete(turn))
      return turn
    },
    exclusive: (work) => {
      const turn = Promise.all([lastExclusive, ...[...sharers].map(settled)]).then(() => checkOpen(work))
      sharers = new Set()
      lastExclusive = settled(turn)
      return turn
    },
    close: () => {
      isClosed = true
    },
  }
}
