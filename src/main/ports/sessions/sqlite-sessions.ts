import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { VitrineError } from '../../../shared/errors.ts'
import { type Session, sessionOutcomeSchema } from '../../../shared/session.ts'
import { attempt } from '../port-result.ts'
import { openSessionFile } from './session-file.ts'
import { type NewSession, type SessionStore } from './session-store.ts'
import { describeIssues } from '../../../shared/schema-words.ts'

export interface SqliteSessions extends SessionStore {
  close: () => Promise<void>
}

export interface SqliteSessionsOptions {
  path: string
  /** How long another process may keep the file busy; default 5 s. */
  waitMs?: number
  now?: () => Date
}

const name = z.string().min(1).max(1000)
const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString())
const newSessionSchema = z.object({
  agent: name,
  sessionId: name.optional(),
  model: name.optional(),
  // As the store keeps them, so that both find the same task.
  specName: z.string().min(1).normalize().optional(),
  taskId: z.string().min(1).normalize().optional(),
  startedAt: moment.optional(),
  metadata: z.record(z.string(), z.json()).default({}),
})
const newEventSchema = z.object({ type: name, data: z.json().default(null), at: moment.optional() })
const endSchema = z.object({ outcome: sessionOutcomeSchema, reason: z.string().optional(), endedAt: moment.optional() })

/** Opens nothing yet: a file that is damaged or busy makes the calls fail that need it, and only those. */
export function openSqliteSessions({ path, waitMs = 5000, now = () => new Date() }: SqliteSessionsOptions): SqliteSessions {
  const file = openSessionFile(path, waitMs)
  const notFound = (sessionId: string) => new VitrineError('session.not-found', { sessionId })
  const foundOr = (session: Session | undefined, sessionId: string) => {
    if (session === undefined) throw notFound(sessionId)
    return session
  }

  return {
    startSession: (given) =>
      attempt('start the session', async () => {
        const session = toSession(parse(newSessionSchema, given), now())
        return file.write((table) => {
          const existing = table.find(session.sessionId)
          if (existing === undefined) table.insert(session)
          else if (!isSameStart(existing, session, given))
            throw new VitrineError('session.exists', { sessionId: session.sessionId, reason: 'it was started with other words' })
          return existing ?? session
        })
      }),
    addEvent: (sessionId, given) =>
      attempt('add an event', async () => {
        const { type, data, at = now().toISOString() } = parse(newEventSchema, given)
        const sequence = await file.write((table) => table.addEvent(sessionId, { type, data, at }))
        if (sequence === undefined) throw notFound(sessionId)
        return { sequence, at, type, data }
      }),
    endSession: (sessionId, given) =>
      attempt('end the session', async () => {
        const { outcome, reason = null, endedAt = now().toISOString() } = parse(endSchema, given)
        return file.write((table) => {
          const session = foundOr(table.find(sessionId), sessionId)
          if (session.outcome === outcome) return session
          if (session.outcome !== null)
            throw new VitrineError('session.exists', { sessionId, reason: `it ended already, as ${session.outcome}` })
          table.end(sessionId, endedAt, outcome, reason)
          return { ...session, endedAt, outcome, reason }
        })
      }),
    getSession: (sessionId) =>
      attempt('read the session', async () => foundOr(await file.read(undefined, (table) => table.find(sessionId)), sessionId)),
    listSessions: ({ agent, specName, taskId, isRunning, limit = 100, cursor } = {}) =>
      attempt('list sessions', async () => {
        const most = Math.min(Math.max(1, limit), 1000)
        const before = cursor === undefined ? undefined : parseCursor(cursor)
        const query = { agent, specName: specName?.normalize(), taskId: taskId?.normalize(), isRunning, limit: most + 1, before }
        const found = await file.read([], (table) => table.list(query))
        const sessions = found.slice(0, most)
        const last = found.length > most ? sessions.at(-1) : undefined
        return { sessions, nextCursor: last === undefined ? null : formatCursor(last) }
      }),
    listEvents: (sessionId, { after = 0, limit = 1000 } = {}) =>
      attempt('list events', async () => {
        const events = await file.read(undefined, (table) =>
          table.find(sessionId) === undefined ? undefined : table.listEvents(sessionId, after, Math.min(Math.max(1, limit), 10_000)),
        )
        if (events === undefined) throw notFound(sessionId)
        return events
      }),
    deleteSession: (sessionId) =>
      attempt('delete the session', async () => {
        const isThere = await file.read(false, (table) => table.find(sessionId) !== undefined)
        if (isThere) await file.write((table) => table.remove(sessionId))
      }),
    close: async () => file.close(),
  }
}

function parse<T>(schema: z.ZodType<T>, given: unknown): T {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  throw new VitrineError('request.invalid', { reason: describeIssues(parsed.error.issues) })
}

function toSession(given: z.infer<typeof newSessionSchema>, now: Date): Session {
  return {
    sessionId: given.sessionId ?? `${now.toISOString().replace(/[-:.]/g, '')}-${crypto.randomUUID().slice(0, 8)}`,
    agent: given.agent,
    model: given.model ?? null,
    specName: given.specName ?? null,
    taskId: given.taskId ?? null,
    startedAt: given.startedAt ?? now.toISOString(),
    endedAt: null,
    outcome: null,
    reason: null,
    metadata: given.metadata,
    events: 0,
  }
}

/** A retry says the same; the moment counts only when it was given. */
function isSameStart(existing: Session, session: Session, given: NewSession): boolean {
  const words = ({ agent, model, specName, taskId, metadata, startedAt }: Session) => {
    const moment = given.startedAt === undefined ? null : startedAt
    return { agent, model, specName, taskId, metadata, moment }
  }
  return isDeepStrictEqual(words(existing), words(session))
}

const formatCursor = ({ startedAt, sessionId }: Session) => Buffer.from(JSON.stringify([startedAt, sessionId])).toString('base64url')

function parseCursor(cursor: string): { startedAt: string; sessionId: string } {
  try {
    const [startedAt, sessionId] = z.tuple([z.string(), z.string()]).parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
    return { startedAt, sessionId }
  } catch (error) {
    throw new VitrineError('request.invalid', { reason: 'the cursor is not one that a list gave' }, { cause: error })
  }
}
