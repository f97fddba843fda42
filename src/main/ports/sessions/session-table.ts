// The tables of sessions. They are the truth, unlike the catalog: their format is lifted step by step, never thrown away.
import { type Database } from 'better-sqlite3'
import { VitrineError } from '../../../shared/errors.ts'
import { type Session, type SessionEvent, sessionEventSchema, sessionSchema } from '../../../shared/session.ts'

/** Each step lifts a file to the format of its place in this list, from 1. */
const steps = [
  `
CREATE TABLE session (
  id TEXT PRIMARY KEY,
  agent TEXT NOT NULL,
  model TEXT,
  spec TEXT,
  task TEXT,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  outcome TEXT,
  reason TEXT,
  metadata TEXT NOT NULL,
  events INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX session_started ON session (started_at, id);
CREATE INDEX session_task ON session (spec, task, started_at, id);
CREATE TABLE event (
  session_id TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
  sequence INTEGER NOT NULL,
  at TEXT NOT NULL,
  type TEXT NOT NULL,
  data TEXT NOT NULL,
  PRIMARY KEY (session_id, sequence)
) WITHOUT ROWID;
`,
]

interface SessionRow {
  id: string
  agent: string
  model: string | null
  spec: string | null
  task: string | null
  started_at: string
  ended_at: string | null
  outcome: string | null
  reason: string | null
  metadata: string
  events: number
}

export interface SessionQuery {
  agent: string | undefined
  specName: string | undefined
  taskId: string | undefined
  isRunning: boolean | undefined
  limit: number
  before: { startedAt: string; sessionId: string } | undefined
}

export type SessionTable = ReturnType<typeof openSessionTable>

/** True when the file has its tables; with `lift`, after making or lifting them. @throws store.too-new */
export function prepareSessionTables(database: Database, path: string, lift: boolean): boolean {
  const readFormat = () => Number(database.pragma('user_version', { simple: true }))
  const found = readFormat()
  if (found > steps.length) throw new VitrineError('store.too-new', { key: path, format: found, understood: steps.length })
  if (found === steps.length) return true
  if (!lift) return false
  database
    .transaction(() => {
      for (const step of steps.slice(readFormat())) database.exec(step)
      database.pragma(`user_version = ${steps.length}`)
    })
    .immediate()
  return true
}

/** Every question and change, synchronous. */
export function openSessionTable(database: Database) {
  const find = database.prepare<[string], SessionRow>('SELECT * FROM session WHERE id = ?')
  const insert = database.prepare<[Omit<SessionRow, 'ended_at' | 'outcome' | 'reason' | 'events'>]>(
    `INSERT INTO session (id, agent, model, spec, task, started_at, metadata)
     VALUES (@id, @agent, @model, @spec, @task, @started_at, @metadata)`,
  )
  const end = database.prepare<[string, string, string | null, string]>(
    'UPDATE session SET ended_at = ?, outcome = ?, reason = ? WHERE id = ?',
  )
  const countEvent = database.prepare<[string], { events: number }>('UPDATE session SET events = events + 1 WHERE id = ? RETURNING events')
  const insertEvent = database.prepare<[string, number, string, string, string]>(
    'INSERT INTO event (session_id, sequence, at, type, data) VALUES (?, ?, ?, ?, ?)',
  )
  const events = database.prepare<[string, number, number], { sequence: number; at: string; type: string; data: string }>(
    'SELECT sequence, at, type, data FROM event WHERE session_id = ? AND sequence > ? ORDER BY sequence LIMIT ?',
  )
  const remove = database.prepare<[string]>('DELETE FROM session WHERE id = ?')

  return {
    find: (sessionId: string): Session | undefined => {
      const row = find.get(sessionId)
      return row && toSession(row)
    },
    insert: (session: Session): void =>
      void insert.run({
        id: session.sessionId,
        agent: session.agent,
        model: session.model,
        spec: session.specName,
        task: session.taskId,
        started_at: session.startedAt,
        metadata: JSON.stringify(session.metadata),
      }),
    end: (sessionId: string, endedAt: string, outcome: string, reason: string | null): void =>
      void end.run(endedAt, outcome, reason, sessionId),
    /** Gives the event's number, or undefined when there is no such session. */
    addEvent: (sessionId: string, { at, type, data }: Omit<SessionEvent, 'sequence'>): number | undefined => {
      const sequence = countEvent.get(sessionId)?.events
      if (sequence !== undefined) insertEvent.run(sessionId, sequence, at, type, JSON.stringify(data))
      return sequence
    },
    listEvents: (sessionId: string, after: number, limit: number): SessionEvent[] =>
      events.all(sessionId, after, limit).map((row) => sessionEventSchema.parse({ ...row, data: JSON.parse(row.data) })),
    remove: (sessionId: string): void => void remove.run(sessionId),
    list: (query: SessionQuery): Session[] => {
      const conditions: string[] = []
      const values: (string | number)[] = []
      const add = (sql: string, ...given: (string | number)[]) => {
        conditions.push(sql)
        values.push(...given)
      }
      if (query.agent !== undefined) add('agent = ?', query.agent)
      if (query.specName !== undefined) add('spec = ?', query.specName)
      if (query.taskId !== undefined) add('task = ?', query.taskId)
      if (query.isRunning !== undefined) add(query.isRunning ? 'ended_at IS NULL' : 'ended_at IS NOT NULL')
      if (query.before !== undefined) add('(started_at, id) < (?, ?)', query.before.startedAt, query.before.sessionId)
      const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`
      return database
        .prepare<(string | number)[], SessionRow>(`SELECT * FROM session ${where} ORDER BY started_at DESC, id DESC LIMIT ?`)
        .all(...values, query.limit)
        .map(toSession)
    },
  }
}

function toSession(row: SessionRow): Session {
  const { id, spec, task, started_at, ended_at, metadata, ...rest } = row
  const names = { sessionId: id, specName: spec, taskId: task, startedAt: started_at, endedAt: ended_at }
  return sessionSchema.parse({ ...names, ...rest, metadata: JSON.parse(metadata) })
}
