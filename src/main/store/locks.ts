// One writer at a time per task [S6]; readers never wait.
import { setTimeout as sleep } from 'node:timers/promises'
import { VitrineError } from '../../shared/errors.ts'
import { type LocalDatabases } from './catalog/local-databases.ts'
import { describeOwner, type Owner } from '../process-owner.ts'

export interface Locks {
  /** Runs `work` while no other process or call of this one works under the same name. @throws store.locked after `waitMs` */
  withLock: <T>(name: string, work: () => Promise<T>) => Promise<T>
  close: () => Promise<void>
}

const heartbeatMs = 10_000
const longestPauseMs = 50

/** `waitMs` is how long a lock of another process is waited for; calls of this process queue without limit. */
export function openLocks(table: Pick<LocalDatabases, 'tryLock' | 'unlock' | 'unlockAll' | 'beat'>, owner: Owner, waitMs: number): Locks {
  const queues = new Map<string, Promise<unknown>>()
  let held = 0
  const heartbeat = setInterval(() => {
    // A missed beat is not worth more than the next one.
    if (held > 0) table.beat(owner).catch(() => undefined)
  }, heartbeatMs)
  heartbeat.unref()

  const take = async (name: string): Promise<void> => {
    const startedAt = performance.now()
    for (let tries = 1; ; tries++) {
      const { holder } = await table.tryLock(name, owner)
      if (holder === undefined) return
      const waitedMs = performance.now() - startedAt
      if (waitedMs > waitMs)
        throw new VitrineError('store.locked', { lock: name, owner: describeOwner(holder), waitedMs: Math.round(waitedMs) })
      await sleep(Math.random() * Math.min(longestPauseMs, 2 ** tries))
    }
  }

  return {
    withLock: async (name, work) => {
      const before = queues.get(name)
      const turn = (async () => {
        await before?.catch(() => undefined)
        await take(name)
        held++
        try {
          return await work()
        } finally {
          held--
          await table.unlock(name, owner)
        }
      })()
      queues.set(name, turn)
      try {
        return await turn
      } finally {
        if (queues.get(name) === turn) queues.delete(name)
      }
    },
    close: async () => {
      clearInterval(heartbeat)
      await table.unlockAll(owner)
    },
  }
}
