// One writer at a time per task [S6]; readers never wait.
import { setTimeout as sleep } from 'node:timers/promises'
import { VitrineError } from '../../shared/errors.ts'
import { type LocalDatabases } from './catalog/local-databases.ts'
import { describeOwner, type Owner } from '../process-owner.ts'

export interface Locks {
  /**
   * Runs `work` while no other process or call of this one works under the same name. What an earlier holder left half-done is settled
   * first, so that `work` never finds it.
   * @throws store.locked after the wait
   */
  withLock: <T>(name: string, work: () => Promise<T>) => Promise<T>
  /** The same, but gives up at once when another process holds the lock; says whether `work` ran. */
  tryWithLock: (name: string, work: () => Promise<void>) => Promise<boolean>
  /** For the holder: something half-done stays behind, for the next holder to settle. */
  leaveUnsettled: (name: string) => void
  /** Waits for everything that runs under a lock. */
  close: () => Promise<void>
}

export interface LockOptions {
  table: Pick<LocalDatabases, 'tryLock' | 'unlock' | 'disown' | 'beat'>
  owner: Owner
  /** How long a lock of another process is waited for; calls of this process queue without limit. */
  waitMs: number
  /** Called with the lock held, when its last holder did not give it back or left something unsettled. */
  settle: (name: string) => Promise<void>
}

const heartbeatMs = 10_000
const retryMs = 500
const longestPauseMs = 50

export function openLocks({ table, owner, waitMs, settle }: LockOptions): Locks {
  const queues = new Map<string, Promise<unknown>>()
  const unsettled = new Set<string>()
  /** Locks that could not be given back, as on a full disk. */
  const overdue = new Set<string>()
  let held = 0

  const giveBack = async (name: string): Promise<void> => {
    try {
      await (unsettled.has(name) ? table.disown(name, owner) : table.unlock(name, owner))
      overdue.delete(name)
      unsettled.delete(name)
    } catch {
      // The work is done, and that its lock is still there does not undo it.
      overdue.add(name)
      retryLater()
    }
  }
  const giveBackOverdue = async () => {
    for (const name of overdue) if (!queues.has(name)) await giveBack(name)
    if (overdue.size > 0) retryLater()
  }
  let retry: NodeJS.Timeout | undefined
  const retryLater = () => {
    clearTimeout(retry)
    retry = setTimeout(() => void giveBackOverdue(), retryMs).unref()
  }
  const heartbeat = setInterval(() => {
    // A missed beat is not worth more than the next one.
    if (held > 0) table.beat(owner).catch(() => undefined)
  }, heartbeatMs)
  heartbeat.unref()

  const tryLock = async (name: string) => {
    try {
      return await table.tryLock(name, owner)
    } catch (error) {
      // It may be taken all the same.
      overdue.add(name)
      retryLater()
      throw error
    }
  }
  /** Gives whether the lock is inherited. */
  const take = async (name: string, patienceMs: number): Promise<boolean> => {
    const startedAt = performance.now()
    for (let tries = 1; ; tries++) {
      const { holder, isInherited } = await tryLock(name)
      if (holder === undefined) return isInherited
      const waitedMs = performance.now() - startedAt
      if (waitedMs >= patienceMs)
        throw new VitrineError('store.locked', { lock: name, owner: describeOwner(holder), waitedMs: Math.round(waitedMs) })
      await sleep(Math.random() * Math.min(longestPauseMs, 2 ** tries))
    }
  }

  const inTurn = async <T>(name: string, patienceMs: number, work: () => Promise<T>): Promise<T> => {
    const before = queues.get(name)
    const turn = (async () => {
      await before?.catch(() => undefined)
      const isInherited = await take(name, patienceMs)
      held++
      try {
        if (isInherited) await settle(name)
        return await work()
      } finally {
        held--
        await giveBack(name)
      }
    })()
    queues.set(name, turn)
    try {
      return await turn
    } finally {
      if (queues.get(name) === turn) queues.delete(name)
    }
  }

  return {
    withLock: (name, work) => inTurn(name, waitMs, work),
    tryWithLock: async (name, work) => {
      let ran = false
      try {
        await inTurn(name, 0, () => {
          ran = true
          return work()
        })
      } catch (error) {
        if (ran || !(error instanceof VitrineError) || error.code !== 'store.locked') throw error
      }
      return ran
    },
    leaveUnsettled: (name) => void unsettled.add(name),
    close: async () => {
      clearInterval(heartbeat)
      while (queues.size > 0) await Promise.allSettled(queues.values())
      await giveBackOverdue()
      clearTimeout(retry)
    },
  }
}
