// The file that the sessions lie in, and what can be wrong with it. A busy file is waited for without holding up this thread.
import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { VitrineError } from '../../../shared/errors.ts'
import { messageOf } from '../../../shared/message-of.ts'
import { openSessionTable, prepareSessionTables, type SessionTable } from './session-table.ts'

export interface SessionFile {
  /** Gives `absent` while there are no tables to read. */
  read: <T>(absent: T, work: (table: SessionTable) => T) => Promise<T>
  /** Runs as one transaction that is on the disk when this resolves. The file and its folder are made when absent. */
  write: <T>(work: (table: SessionTable) => T) => Promise<T>
  close: () => void
}

interface OpenFile {
  database: Database.Database
  table: SessionTable | undefined
  /** Tells whether the path still leads to this file: one that was deleted would take writes and keep none. */
  identity: string
}

const longestPauseMs = 50

/** Nothing is opened before it is needed. `waitMs`: how long another process may keep the file busy. */
export function openSessionFile(path: string, waitMs: number): SessionFile {
  let current: OpenFile | undefined
  const close = () => {
    current?.database.close()
    current = undefined
  }
  const connect = (mode: 'read' | 'write'): SessionTable | undefined => {
    const identity = identityOf(path)
    if (current !== undefined && current.identity !== identity) close()
    if (current === undefined) {
      if (identity === undefined && mode === 'read') return undefined
      mkdirSync(dirname(path), { recursive: true })
      const database = new Database(path, { timeout: 0 })
      current = { database, table: undefined, identity: '' }
      // Not WAL: a folder that can only be read must stay readable. Commits are flushed.
      database.pragma('journal_mode = TRUNCATE')
      database.pragma('synchronous = FULL')
      database.pragma('foreign_keys = ON')
    }
    if (current.table === undefined && prepareSessionTables(current.database, path, mode === 'write'))
      current.table = openSessionTable(current.database)
    current.identity = identityOf(path) ?? ''
    return current.table
  }
  const patiently = async <T>(work: () => T): Promise<T> => {
    const startedAt = performance.now()
    for (let tries = 1; ; tries++) {
      try {
        return work()
      } catch (error) {
        const waitedMs = performance.now() - startedAt
        if (!isBusy(error) || waitedMs > waitMs) {
          // What is wrong with the file may be right by the next call, which tries it from the start.
          if (!(error instanceof VitrineError)) close()
          throw sessionFileError(error, path, Math.round(waitedMs))
        }
      }
      await sleep(Math.random() * Math.min(longestPauseMs, 2 ** tries))
    }
  }

  return {
    read: (absent, work) =>
      patiently(() => {
        const table = connect('read')
        return table === undefined ? absent : work(table)
      }),
    write: <T>(work: (table: SessionTable) => T) =>
      patiently(() => {
        const table = connect('write')
        if (table === undefined || current === undefined) throw new VitrineError('internal', { reason: 'the sessions have no tables' })
        return current.database.transaction(() => work(table)).immediate()
      }),
    close,
  }
}

function identityOf(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false })
  return found && `${found.dev}-${found.ino}`
}

const isBusy = (error: unknown) => error instanceof Database.SqliteError && /^SQLITE_(BUSY|LOCKED)/.test(error.code)

function sessionFileError(error: unknown, path: string, waitedMs: number): Error {
  if (error instanceof VitrineError) return error
  const cause = { cause: error }
  if (isBusy(error)) return new VitrineError('store.locked', { lock: path, owner: 'another process', waitedMs }, cause)
  const reason = messageOf(error)
  if (!(error instanceof Database.SqliteError))
    return error instanceof Error && 'syscall' in error
      ? new VitrineError('store.unreachable', { uri: path, reason }, cause)
      : new Error(reason, cause)
  const code = error.code.replace(/^(SQLITE_[A-Z]+)_.*/, '$1')
  switch (code) {
    case 'SQLITE_NOTADB':
    case 'SQLITE_CORRUPT':
      return new VitrineError('record.unreadable', { key: path, reason }, cause)
    case 'SQLITE_FULL':
      return new VitrineError('store.full', { reason: 'disk' }, cause)
    case 'SQLITE_READONLY':
    case 'SQLITE_PERM':
      return new VitrineError('store.denied', { path, operation: 'write' }, cause)
    default:
      return new VitrineError('store.unreachable', { uri: path, reason }, cause)
  }
}
