// One writer at a time per task where neither a shared lock table nor conditional writes exist: a lease is an object under the owner's own
// name [S6]. Whoever wants the task puts its lease first and then looks whose others are there. Of two that do so at once at least one sees
// the other, whatever the order, so two never go on together; both may step back, and try again after a random pause.
import { setTimeout as sleep } from 'node:timers/promises'
import { VitrineError } from '../../shared/errors.ts'
import { describeOwner, isAlive, type Owner } from '../process-owner.ts'
import { type StorageBackend } from './backend.ts'
import { encodeSegment, vitrineFolder } from './key.ts'

export interface Leases {
  /** Runs `work` while no other owner holds the name. @throws store.locked after the wait */
  withLease: <T>(name: string, work: () => Promise<T>) => Promise<T>
}

export interface LeaseOptions {
  backend: Pick<StorageBackend, 'upload' | 'delete' | 'list' | 'stat'>
  owner: Owner
  /** How long the lease of another is waited for. */
  waitMs: number
  /** A lease that was not renewed for so long is that of the dead. */
  deadAfterMs?: number
}

const longestPauseMs = 2000
const usuallyDeadAfterMs = 60_000

/** A backend's own clock decides how old leases are, so that clocks of machines need not agree. */
export function openLeases({ backend, owner, waitMs, deadAfterMs = usuallyDeadAfterMs }: LeaseOptions): Leases {
  const put = (key: string) => backend.upload(key, Buffer.from(owner))

  /** The owner of another lease that is in force; leases of the dead are dropped on the way. */
  const findOther = async (folder: string, own: string): Promise<Owner | undefined> => {
    const now = (await backend.stat(own))?.modifiedAt.getTime() ?? Date.now()
    let found: Owner | undefined
    for await (const { key, modifiedAt } of backend.list(folder)) {
      if (key === own) continue
      const other = key.slice(folder.length)
      if (isAlive(other) ?? now - modifiedAt.getTime() < deadAfterMs) found ??= other
      else await backend.delete(key)
    }
    return found
  }

  return {
    withLease: async (name, work) => {
      const folder = `${vitrineFolder}/leases/${encodeSegment(name)}/`
      const own = folder + owner
      const startedAt = performance.now()
      for (let tries = 1; ; tries++) {
        await put(own)
        let other: Owner | undefined
        try {
          other = await findOther(folder, own)
        } catch (error) {
          await backend.delete(own)
          throw error
        }
        if (other === undefined) break
        await backend.delete(own)
        const waitedMs = performance.now() - startedAt
        if (waitedMs > waitMs)
          throw new VitrineError('store.locked', { lock: name, owner: describeOwner(other), waitedMs: Math.round(waitedMs) })
        await sleep(Math.random() * Math.min(longestPauseMs, 25 * 2 ** tries))
      }
      // A renewal that fails is made up for by the next one; the work notices by itself when the store is gone.
      let renewed: Promise<unknown> = Promise.resolve()
      const renewal = setInterval(() => {
        renewed = put(own).catch(() => undefined)
      }, deadAfterMs / 6)
      try {
        return await work()
      } finally {
        clearInterval(renewal)
        // One that is on its way would put the lease back.
        await renewed
        await backend.delete(own)
      }
    },
  }
}
