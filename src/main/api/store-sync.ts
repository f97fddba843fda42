// Following what others did in the open store while nobody looked, and saying how far that is.
import { describeError } from '../../shared/error-words.ts'
import { toVitrineError, type VitrineError } from '../../shared/errors.ts'
import { type StoreSync } from '../../shared/store-reach.ts'
import { type ArtifactStore } from '../store/artifact-store.ts'
import { type RefreshListener } from '../store/store-parts.ts'

export interface StoreSyncing {
  /** Follows another store from now on, beginning when the questions of a window that waits for it are answered. */
  follow: (store: ArtifactStore) => void
  /** Looks again, unless it is looking already. */
  start: () => void
  state: () => StoreSync
  /** Follows none any more. */
  leave: () => void
}

/** Longer than a window takes to ask for its first list, and shorter than anybody takes to read it. */
const firstLookAfterMs = 500

export function createStoreSync(): StoreSyncing {
  let followed: ArtifactStore | undefined
  let state: StoreSync = { state: 'none' }
  let syncedAt: string | null = null
  const setState = (store: ArtifactStore, next: StoreSync) => {
    // A store that was left says nothing more.
    if (store === followed) state = next
  }

  const run = async (store: ArtifactStore): Promise<void> => {
    const { uri } = store
    const begunAt = Date.now()
    const startedAt = new Date(begunAt).toISOString()
    let tasks = 0
    setState(store, { state: 'running', uri, startedAt, tasks })
    try {
      for await (const { done } of store.reindex({ everything: false })) {
        tasks = done
        setState(store, { state: 'running', uri, startedAt, tasks })
      }
      syncedAt = new Date().toISOString()
      setState(store, { state: 'synced', uri, syncedAt, tasks, tookMs: Date.now() - begunAt })
      if (store.isLocal) await store.completeFacts()
    } catch (error) {
      fail(store, toVitrineError(error))
    }
  }
  const fail = (store: ArtifactStore, error: VitrineError) => {
    const failedAt = new Date().toISOString()
    setState(store, { state: 'failed', uri: store.uri, failedAt, failure: { code: error.code, ...describeError(error) }, syncedAt })
  }
  /** The store also looks by itself, and finds out first when its service goes away or comes back. */
  const note = (store: ArtifactStore, outcome: Parameters<RefreshListener>[0]) => {
    if (store !== followed || state.state === 'running') return
    if ('error' in outcome) {
      fail(store, outcome.error)
      return
    }
    syncedAt = new Date().toISOString()
    setState(store, { state: 'synced', uri: store.uri, syncedAt, ...outcome })
  }

  let firstLook: ReturnType<typeof setTimeout> | undefined
  const leave = () => {
    clearTimeout(firstLook)
    followed = undefined
  }
  const start = () => {
    clearTimeout(firstLook)
    if (followed !== undefined && state.state !== 'running') void run(followed)
  }

  return {
    follow: (store) => {
      leave()
      followed = store
      state = { state: 'none' }
      syncedAt = null
      store.onRefresh((outcome) => note(store, outcome))
      firstLook = setTimeout(start, firstLookAfterMs)
    },
    start,
    state: () => state,
    leave,
  }
}
