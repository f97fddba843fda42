// Telling listeners what changed in the store, whoever changed it [S6].
import { type StoreChange } from '../../shared/change.ts'
import { type LocalDatabases } from './catalog/local-databases.ts'

export type ChangeListener = (changes: StoreChange[]) => void

export interface Changes {
  /** Calls back with every change from now on, in order, until the returned function is called. */
  watch: (listener: ChangeListener) => () => void
  /** Looks at once instead of at the next poll; called after this process's own writes. */
  look: () => void
  close: () => void
}

/** How soon a change by another process is seen. */
const pollMs = 400

export function openChanges(databases: LocalDatabases): Changes {
  const listeners = new Set<ChangeListener>()
  let timer: NodeJS.Timeout | undefined
  let seen: Promise<number> | undefined
  let version = -1

  const read = async (from: number): Promise<number> => {
    const { changes, seq } = await databases.listChanges(from)
    if (changes.length > 0) for (const listener of listeners) listener(changes)
    return seq
  }
  // One at a time, each from where the last one ended.
  const look = () => {
    const before = seen
    if (before === undefined) return
    seen = before.then(async (from) => {
      try {
        return await read(from)
      } catch {
        // The catalog was closed under it.
        return from
      }
    })
  }
  const poll = async () => {
    const latest = await databases.dataVersion()
    if (latest !== version) look()
    version = latest
  }
  const stop = () => {
    clearInterval(timer)
    timer = undefined
    seen = undefined
  }

  return {
    watch: (listener) => {
      listeners.add(listener)
      seen ??= databases.lastChange()
      timer ??= setInterval(() => void poll().catch(stop), pollMs)
      timer.unref()
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) stop()
      }
    },
    look,
    close: () => {
      listeners.clear()
      stop()
    },
  }
}
