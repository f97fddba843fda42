// Calls of a disk that are over sooner than a turn of the thread pool takes. They are made at once, as long as the disk answers at once.
import { setImmediate } from 'node:timers/promises'

export interface BriefCalls {
  /** Makes the call at once, and in the pool while the disk is slow. No turn of the thread becomes long by it. */
  run: <T>(atOnce: () => T, inPool: () => Promise<T>) => Promise<T>
}

/** Reading so much, or writing it to a new file, takes no longer than a turn of the thread pool; flushing it does. */
export const briefBytes = 64 * 1024

/** After so long in one turn, what else comes waits for the next. */
const longTurnMs = 10
/** A disk that takes longer has to be waited for, and so many of the next calls are made where waiting keeps nobody. */
const slowCallMs = 5
const callsInPool = 64

export function openBriefCalls(now: () => number = () => performance.now()): BriefCalls {
  let inPoolYet = 0
  let turn: { startedAt: number; isOver: Promise<void> } | undefined
  const startTurn = () => {
    const endTurn = async () => {
      await setImmediate()
      turn = undefined
    }
    return { startedAt: now(), isOver: endTurn() }
  }
  return {
    run: async (atOnce, inPool) => {
      for (;;) {
        if (inPoolYet > 0) {
          inPoolYet--
          return inPool()
        }
        turn ??= startTurn()
        if (now() - turn.startedAt < longTurnMs) break
        await turn.isOver
      }
      const startedAt = now()
      try {
        return atOnce()
      } finally {
        if (now() - startedAt > slowCallMs) inPoolYet = callsInPool
      }
    },
  }
}
