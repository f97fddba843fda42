// Sessions of agents. They are kept apart from the artifacts: each is shown when the other cannot be read.
import { type Artifact } from '../../shared/artifact-list.ts'
import { type Loadable } from '../../shared/loadable.ts'
import { type Session, type SessionEvent, type SessionPage } from '../../shared/session.ts'
import { useLoadable } from './query.ts'
import { queryKeys } from './query-keys.ts'

/** The latest first. */
export function useSessions(limit: number): Loadable<SessionPage> {
  return useLoadable({
    key: [...queryKeys.sessions, 'list', limit],
    read: (client, signal) => client.session.list({ limit }, { signal }),
  })
}

export function useSession(sessionId: string): Loadable<Session> {
  return useLoadable({
    key: [...queryKeys.sessions, 'one', sessionId],
    read: (client, signal) => client.session.get({ sessionId }, { signal }),
  })
}

/** How many events are asked for at once. */
export const eventsAtOnce = 200

/** The first `pages` times `eventsAtOnce` events, in order. */
export function useSessionEvents(sessionId: string, pages: number): Loadable<SessionEvent[]> {
  return useLoadable({
    key: [...queryKeys.sessions, 'events', sessionId, pages],
    read: async (client, signal) => {
      const events: SessionEvent[] = []
      for (let page = 0; page < pages; page++) {
        const next = await client.session.events({ sessionId, after: events.at(-1)?.sequence ?? 0, limit: eventsAtOnce }, { signal })
        events.push(...next)
        if (next.length < eventsAtOnce) break
      }
      return events
    },
  })
}

/** What a session made, as far as the store can tell. */
export function useSessionArtifacts(sessionId: string): Loadable<Artifact[]> {
  return useLoadable({
    key: [...queryKeys.specs, 'session', sessionId],
    read: async (client, signal) =>
      (await client.artifact.list({ filter: { session: sessionId }, sort: 'created', limit: 1000 }, { signal })).artifacts,
  })
}

/** Whose an attempt was: the sessions that its artifacts name. */
export function useAttemptSessions({
  specName,
  taskId,
  version,
}: {
  specName: string
  taskId: string
  version: number
}): Loadable<Session[]> {
  return useLoadable({
    key: [...queryKeys.sessions, 'attempt', specName, taskId, version],
    read: (client, signal) => client.session.ofAttempt({ specName, taskId, version }, { signal }),
  })
}
