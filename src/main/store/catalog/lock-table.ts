// Locks between processes as rows of a small database [S6]: the database's own locking makes taking, and taking over from the dead,
// one step that nobody can come between.
import Database from 'better-sqlite3'
import { busyTimeoutMs } from './database-error.ts'
import { isAlive, type Owner } from '../../process-owner.ts'

/** An owner on another machine counts as dead after this long without a heartbeat. */
const deadAfterMs = 60_000
/** Holds what was disowned; dead at once, for it never beats. */
const nobody: Owner = 'nobody'

/** Opens the lock file at `path`, making it when absent. */
export function openLockFile(path: string) {
  const database = new Database(path, { timeout: busyTimeoutMs })
  database.pragma('journal_mode = WAL')
  // Locks mean nothing after a power cut, but a file torn by one would: checkpoints are flushed, and nothing else.
  database.pragma('synchronous = NORMAL')
  database.exec('CREATE TABLE IF NOT EXISTS lock (name TEXT PRIMARY KEY, owner TEXT NOT NULL, heartbeat_at INTEGER NOT NULL) WITHOUT ROWID')

  const find = database.prepare<[string], { owner: string; heartbeat_at: number }>('SELECT owner, heartbeat_at FROM lock WHERE name = ?')
  const put = database.prepare<[string, string, number]>('INSERT OR REPLACE INTO lock (name, owner, heartbeat_at) VALUES (?, ?, ?)')
  const remove = database.prepare<[string, string]>('DELETE FROM lock WHERE name = ? AND owner = ?')
  const beat = database.prepare<[number, string]>('UPDATE lock SET heartbeat_at = ? WHERE owner = ?')
  const disown = database.prepare<[string, string, string]>('UPDATE lock SET owner = ?, heartbeat_at = 0 WHERE name = ? AND owner = ?')

  return {
    /**
     * Takes a lock that is free or whose owner is dead; gives the living owner otherwise. `isInherited` says that its last holder did not
     * give it back, and so may have left something half-done.
     */
    tryLock: database.transaction((name: string, owner: Owner): { holder: Owner | undefined; isInherited: boolean } => {
      const held = find.get(name)
      const isHeld = held !== undefined && held.owner !== owner && (isAlive(held.owner) ?? held.heartbeat_at > Date.now() - deadAfterMs)
      if (isHeld) return { holder: held.owner, isInherited: false }
      put.run(name, owner, Date.now())
      return { holder: undefined, isInherited: held !== undefined }
    }).immediate,
    unlock: (name: string, owner: Owner): void => void remove.run(name, owner),
    /** Gives a lock back in such a way that whoever takes it next inherits it. */
    disown: (name: string, owner: Owner): void => void disown.run(nobody, name, owner),
    /** Tells other machines that this owner lives. */
    beat: (owner: Owner): void => void beat.run(Date.now(), owner),
    close: (): void => void database.close(),
  }
}
