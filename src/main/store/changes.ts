// Telling listeners what changed in the store, whoever changed it [S6].
import { type StoreChange } from '../../shared/change.ts'
import { type LocalDatabases } from './catalog/local-databases.ts'

export type ChangeListener = (changes: StoreChange[]) => void

export interface Changes {
  /** Calls back with every change from now on, in order, until the returned function is called. */
  watch: (listener: ChangeListener) => () => void
  /** Looks at once instead of at the next poll; for this process's own writes. */
  look: () => void
  isWatched: () => boolean
  close: () => void
}

/** How soon a change is seen that nobody says `look` for, as those by another Vitrine process: they all write the catalog. */
const pollMs = 400
/** Programs that are not Vitrine write only files. Looking for those costs more, so it takes at most this share of the time. */
const refreshShare = 1 / 20

export interface ChangesOptions {
  /** Brings the catalog to what lies in the store; called now and then while somebody watches. */
  refresh: () => Promise<void>
  /** How long after the last time at the earliest. */
  refreshMs: number
}

export function openChanges(databases: LocalDatabases, { refresh, refreshMs }: ChangesOptions): Changes {
  const listeners = new Set<ChangeListener>()
  let timer: NodeJS.Timeout | undefined
  let seen: Promise<number> | undefined

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
  let refreshTimer: NodeJS.Timeout | undefined
  const planRefresh = (delayMs: number) => {
    // Who stops watching and begins again while it is refreshed has planned the next time already.
    const watch = timer
    const isSameWatch = () => timer !== undefined && timer === watch
    refreshTimer = setTimeout(() => {
      const startedAt = performance.now()
      refresh().then(
        () => isSameWatch() && planRefresh(Math.max(refreshMs, (performance.now() - startedAt) / refreshShare)),
        // A store that does not answer is asked again later; whoever uses it is told by that use.
        () => isSameWatch() && planRefresh(refreshMs * 2),
      )
    }, delayMs)
    refreshTimer.unref()
  }
  const stop = () => {
    clearTimeout(refreshTimer)
    clearInterval(timer)
    timer = undefined
    seen = undefined
  }

  return {
    watch: (listener) => {
      listeners.add(listener)
      seen ??= databases.lastChange()
      if (timer === undefined) {
        timer = setInterval(look, pollMs)
        timer.unref()
        planRefresh(refreshMs)
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) stop()
      }
    },
    look,
    isWatched: () => listeners.size > 0,
    close: () => {
      listeners.clear()
      stop()
    },
  }
}
