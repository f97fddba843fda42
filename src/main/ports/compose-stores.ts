// One object that is both ports, over halves that know nothing of each other.
import { VitrineError } from '../../shared/errors.ts'
import { type ArtifactStorePort } from './blobs/artifact-store-port.ts'
import { fail, isPortResult, type PortResult } from './port-result.ts'
import { type SessionStore } from './sessions/session-store.ts'

export type ComposedStore = SessionStore & ArtifactStorePort

/** A half, or one that is still opening; when that fails, so does every call that needs it, and no other. */
type Half<T> = T | Promise<T>

export interface Halves {
  sessions: Half<SessionStore>
  artifacts: Half<ArtifactStorePort>
}

/**
 * Each call goes to its half and comes back as it is. A half that throws, dies or answers nonsense is a `storage_error` of that call: the
 * other half never notices. Deleting a session leaves its artifacts; no transaction spans both.
 */
export function composeStores({ sessions, artifacts }: Halves): ComposedStore {
  const session = guard('Session', sessions)
  const artifact = guard('Artifact', artifacts)
  return {
    startSession: (...given) => session((half) => half.startSession(...given)),
    addEvent: (...given) => session((half) => half.addEvent(...given)),
    endSession: (...given) => session((half) => half.endSession(...given)),
    getSession: (...given) => session((half) => half.getSession(...given)),
    listSessions: (...given) => session((half) => half.listSessions(...given)),
    listEvents: (...given) => session((half) => half.listEvents(...given)),
    deleteSession: (...given) => session((half) => half.deleteSession(...given)),
    put: (...given) => artifact((half) => half.put(...given)),
    get: (...given) => artifact((half) => half.get(...given)),
    delete: (...given) => artifact((half) => half.delete(...given)),
  }
}

function guard<H>(name: 'Session' | 'Artifact', half: Half<H>) {
  // Whoever calls is told; until somebody does, nobody must be.
  if (half instanceof Promise) half.catch(() => undefined)
  return async <T>(call: (half: H) => Promise<PortResult<T>>): Promise<PortResult<T>> => {
    try {
      const result: unknown = await call(await half)
      if (isPortResult(result)) return result as PortResult<T>
      throw new VitrineError('internal', { reason: 'it gave no answer' })
    } catch (error) {
      // Whatever it was to the half, here it is one thing: the half is not there.
      const reason = fail(error).error.message
      const cause = new VitrineError('internal', { reason }, { cause: error })
      return fail(cause, `${name} store call failed because backend is unavailable: ${reason}`)
    }
  }
}
