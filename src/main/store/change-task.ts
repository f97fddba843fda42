// Changing a task's records [S6]: one writer at a time on this machine, and no change lost whatever others do.
import { setTimeout as sleep } from 'node:timers/promises'
import { VitrineError } from '../../shared/errors.ts'
import { type StoreContext } from './store-context.ts'

/** Somebody on another machine was quicker. Nothing of the write stands. Never leaves the store. */
export class WriteConflict extends Error {}

const longestPauseMs = 2000

/**
 * Runs `work`, which reads a task's records and writes them. Where the backend writes on conditions it is run again, from its reading on,
 * as often as it meets a conflict; where it does not and others may write, under a lease.
 * @throws store.locked when that takes longer than a lock is waited for
 */
export function changeTask<T>({ locks, leases, settings }: StoreContext, folder: string, work: () => Promise<T>): Promise<T> {
  const again = async () => {
    const startedAt = performance.now()
    for (let tries = 1; ; tries++) {
      try {
        return await work()
      } catch (error) {
        if (!(error instanceof WriteConflict)) throw error
        const waitedMs = performance.now() - startedAt
        if (waitedMs > settings.lockWaitMs)
          throw new VitrineError('store.locked', { lock: folder, owner: 'writers on other machines', waitedMs: Math.round(waitedMs) })
        await sleep(Math.random() * Math.min(longestPauseMs, 10 * 2 ** tries))
      }
    }
  }
  return locks.withLock(folder, () => (leases === undefined ? again() : leases.withLease(folder, again)))
}
