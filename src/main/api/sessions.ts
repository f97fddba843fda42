// The sessions of the open store, as the window gets them.
import { statSync } from 'node:fs'
import { type Session, type SessionEvent, type SessionPage } from '../../shared/session.ts'
import { valueOf } from '../ports/port-result.ts'
import { type ListEventsOptions, type ListSessionsOptions } from '../ports/sessions/session-store.ts'
import { sessionsPath } from '../ports/sessions/sessions-path.ts'
import { openSqliteSessions, type SqliteSessions } from '../ports/sessions/sqlite-sessions.ts'
import { type StoreSession } from './store-session.ts'

export interface Sessions {
  list: (options: ListSessionsOptions) => Promise<SessionPage>
  /** @throws session.not-found */
  get: (sessionId: string) => Promise<Session>
  /** @throws session.not-found */
  events: (sessionId: string, options: ListEventsOptions) => Promise<SessionEvent[]>
  /** Those that the artifacts of an attempt name, the latest first. */
  ofAttempt: (attempt: { specName: string; taskId: string; version: number }) => Promise<Session[]>
  close: () => Promise<void>
}

/** How soon the window hears of what agents told. */
const pollMs = 1000

export function createSessions(session: Pick<StoreSession, 'store' | 'uri' | 'tell'>): Sessions {
  let opened: { storeUri: string; path: string; sessions: SqliteSessions } | undefined
  const close = async () => {
    const leaving = opened
    opened = undefined
    await leaving?.sessions.close()
  }
  const current = async (): Promise<SqliteSessions> => {
    // Not asked of the store, which may be down: sessions are there all the same.
    const uri = session.uri()
    if (opened?.storeUri === uri) return opened.sessions
    const path = sessionsPath(uri)
    const next = { storeUri: uri, path, sessions: openSqliteSessions({ path }) }
    // Those who ask meanwhile get these.
    const leaving = opened
    opened = next
    await leaving?.sessions.close()
    return next.sessions
  }

  let seen = ''
  const poll = setInterval(() => {
    if (opened === undefined) return
    const found = statSync(opened.path, { bigint: true, throwIfNoEntry: false })
    const now = `${opened.path} ${found?.mtimeNs ?? ''} ${found?.ino ?? ''}`
    if (seen !== '' && seen !== now) session.tell([{ verb: 'session', uri: '', specName: '', taskId: '' }])
    seen = now
  }, pollMs)
  poll.unref()

  return {
    list: async (options) => valueOf(await (await current()).listSessions(options)),
    get: async (sessionId) => valueOf(await (await current()).getSession(sessionId)),
    events: async (sessionId, options) => valueOf(await (await current()).listEvents(sessionId, options)),
    ofAttempt: async (attempt) => {
      const { artifacts } = await session.store().list({ filter: attempt, limit: 1000 })
      const ids = new Set(artifacts.map(({ record }) => record.metadata['session']).filter((id) => typeof id === 'string'))
      const sessions = await current()
      const found: Session[] = []
      for (const id of ids) {
        const result = await sessions.getSession(id)
        // An artifact may name a session that was never told of.
        if (result.ok || result.error.code !== 'not_found') found.push(valueOf(result))
      }
      return found.toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1))
    },
    close: async () => {
      clearInterval(poll)
      await close()
    },
  }
}
