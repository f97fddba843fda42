// Who ran: the port that keeps sessions and what happened in them.
import { type Json } from '../../../shared/artifact.ts'
import { type Session, type SessionEvent, type SessionOutcome, type SessionPage } from '../../../shared/session.ts'
import { type PortResult } from '../port-result.ts'

export interface NewSession {
  agent: string
  /** One is made when it is absent. */
  sessionId?: string | undefined
  model?: string | undefined
  specName?: string | undefined
  taskId?: string | undefined
  /** ISO 8601; default: now. */
  startedAt?: string | undefined
  metadata?: Record<string, Json> | undefined
}

export interface NewSessionEvent {
  type: string
  data?: Json | undefined
  /** ISO 8601; default: now. */
  at?: string | undefined
}

export interface SessionEnd {
  outcome: SessionOutcome
  reason?: string | undefined
  /** ISO 8601; default: now. */
  endedAt?: string | undefined
}

export interface ListSessionsOptions {
  agent?: string | undefined
  specName?: string | undefined
  taskId?: string | undefined
  /** True: only those that did not end; false: only those that did. */
  isRunning?: boolean | undefined
  /** 1 to 1,000; default 100. */
  limit?: number | undefined
  cursor?: string | undefined
}

export interface ListEventsOptions {
  /** Only events after the one of this sequence number. */
  after?: number | undefined
  /** 1 to 10,000; default 1,000. */
  limit?: number | undefined
}

/** No call throws. Names differ from those of `ArtifactStorePort`, so that one object can be both. */
export interface SessionStore {
  /** Starting again what is there already, with the same words, is success; `already_exists` when the words differ. */
  startSession: (session: NewSession) => Promise<PortResult<Session>>
  /** Events come in the order of these calls; a session that ended takes late ones. */
  addEvent: (sessionId: string, event: NewSessionEvent) => Promise<PortResult<SessionEvent>>
  /** The first end stands: ending again with the same outcome is success, with another one `already_exists`. */
  endSession: (sessionId: string, end: SessionEnd) => Promise<PortResult<Session>>
  getSession: (sessionId: string) => Promise<PortResult<Session>>
  /** The latest first. */
  listSessions: (options?: ListSessionsOptions) => Promise<PortResult<SessionPage>>
  listEvents: (sessionId: string, options?: ListEventsOptions) => Promise<PortResult<SessionEvent[]>>
  /** Its events go with it, its artifacts stay. Deleting what is not there is success. */
  deleteSession: (sessionId: string) => Promise<PortResult>
}
