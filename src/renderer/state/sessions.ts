// Sessions of agents. They are kept apart from the artifacts: each is shown when the other cannot be read.
import { useMemo } from 'react'
import { type Artifact } from '../../shared/artifact-list.ts'
import { type AttemptName } from '../../shared/attempt-name.ts'
import { type Loadable } from '../../shared/loadable.ts'
import { type Session, type SessionEvent } from '../../shared/session.ts'
import { mapLoadable, nextCursor, useLoadable, useLoadablePages } from './query.ts'
import { queryKeys } from './query-keys.ts'

const sessionsAtOnce = 200

export interface SessionList {
  sessions: Session[]
  /** There while there are more. */
  showMore: (() => void) | undefined
  isLoadingMore: boolean
}

/** The latest first. */
export function useSessions(): Loadable<SessionList> {
  const list = useLoadablePages({
    key: [...queryKeys.sessions, 'list'],
    read: (client, cursor: string | undefined, signal) =>
      client.session.list({ limit: sessionsAtOnce, ...(cursor === undefined ? {} : { cursor }) }, { signal }),
    next: nextCursor,
  })
  return useMemo(
    () =>
      mapLoadable(list, ({ pages, showMore, isLoadingMore }) => ({
        sessions: pages.flatMap(({ sessions }) => sessions),
        showMore,
        isLoadingMore,
      })),
    [list],
  )
}

export function useSession(sessionId: string): Loadable<Session> {
  return useLoadable({
    key: [...queryKeys.sessions, 'one', sessionId],
    read: (client, signal) => client.session.get({ sessionId }, { signal }),
  })
}

const eventsAtOnce = 200

export interface SessionEvents {
  events: SessionEvent[]
  /** There while there may be more. */
  showMore: (() => void) | undefined
  isLoadingMore: boolean
}

/** What happened in a session, in order. */
export function useSessionEvents(sessionId: string): Loadable<SessionEvents> {
  const list = useLoadablePages({
    key: [...queryKeys.sessions, 'events', sessionId],
    read: (client, after: number | undefined, signal) =>
      client.session.events({ sessionId, after: after ?? 0, limit: eventsAtOnce }, { signal }),
    next: (pages: readonly SessionEvent[][]) => (pages.at(-1)?.length === eventsAtOnce ? pages.at(-1)?.at(-1)?.sequence : undefined),
  })
  return useMemo(
    () => mapLoadable(list, ({ pages, showMore, isLoadingMore }) => ({ events: pages.flat(), showMore, isLoadingMore })),
    [list],
  )
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
export function useAttemptSessions({ specName, taskId, version }: AttemptName): Loadable<Session[]> {
  return useLoadable({
    key: [...queryKeys.sessions, 'attempt', specName, taskId, version],
    read: (client, signal) => client.session.ofAttempt({ specName, taskId, version }, { signal }),
  })
}
