// What takes long to load is loaded a part at a time. A window that comes meanwhile gets its files between two parts, and reads them while the
// next is loaded.
import { setImmediate } from 'node:timers/promises'

/** Who has a link and a browser that is open already comes so soon, or much later. */
const comesWithinMs = 60

export interface Loading {
  /** Holds the next part back until this answer is there. */
  answer: <T>(work: Promise<T>) => Promise<T>
  /** Loads the parts, one after the other, beginning when the first answer is there or nobody asks for one. */
  load: (parts: readonly (() => unknown)[]) => Promise<void>
}

export function createLoading(): Loading {
  const answers = new Set<Promise<unknown>>()
  const asked = Promise.withResolvers<void>()
  return {
    async answer(work) {
      answers.add(work)
      asked.resolve()
      try {
        return await work
      } finally {
        answers.delete(work)
      }
    },
    async load(parts) {
      const nobodyComes = setTimeout(asked.resolve, comesWithinMs)
      await asked.promise
      clearTimeout(nobodyComes)
      for (const part of parts) {
        do {
          await Promise.allSettled(answers)
          // A connection is taken in one turn, and what it asks for is read in the next.
          await setImmediate()
          await setImmediate()
        } while (answers.size > 0)
        await part()
      }
    },
  }
}
