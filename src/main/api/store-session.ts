// Which store is open. Every window shares it; a store that cannot be opened is a state, not the end of the app.
import { type StoreChange } from '../../shared/change.ts'
import { toVitrineError, VitrineError } from '../../shared/errors.ts'
import { type ArtifactStore } from '../store/artifact-store.ts'
import { openStore } from '../store/open-store.ts'
import { type StoreSettings } from '../store/store-settings.ts'
import { type StoreReach, type TestStep } from '../../shared/store-reach.ts'
import { testConnection } from '../backends/connection-test.ts'
import { expandHome, reachSettings } from './reach-settings.ts'
import { addRecentStore, listRecentStores } from './recent-stores.ts'
import { createStoreSync, type StoreSyncing } from './store-sync.ts'

export interface StoreSession {
  /** The open store. @throws what kept it from opening */
  store(): ArtifactStore
  /** The open store's URI, or of the one that could not be opened: what lies beside a store outlives it. */
  uri(): string
  /**
   * Opens another store in place of this one, which is closed after `leave`; on failure this one stays. Without `reach`, as it was reached the
   * last time.
   */
  open(choice: { uri: string; reach?: StoreReach | undefined }, leave: () => Promise<void>): Promise<ArtifactStore>
  /** Tries the way to a store without opening it. */
  test(choice: { uri: string; reach: StoreReach }, signal: AbortSignal | undefined): AsyncGenerator<TestStep[]>
  readonly sync: StoreSyncing
  /** Changes of whatever store is open, batched; ends when `signal` fires. A switch of the store is the change `open`. */
  changes(signal: AbortSignal | undefined): AsyncGenerator<StoreChange[]>
  /** Tells every window of what is no change of the store itself. */
  tell(changes: StoreChange[]): void
  close(): Promise<void>
}

/** At most this often a window is told of changes. */
const batchMs = 50

/** Opens the session on the store at `uri`. */
export async function openStoreSession(uri: string, settings: Partial<StoreSettings>): Promise<StoreSession> {
  let state: { store: ArtifactStore } | { failure: VitrineError }
  const listeners = new Set<(changes: StoreChange[]) => void>()
  const tell = (changes: StoreChange[]) => {
    for (const listener of listeners) listener(changes)
  }

  const sync = createStoreSync()

  const enter = async (next: string, given: StoreReach | undefined): Promise<ArtifactStore> => {
    const reach = given ?? (await listRecentStores()).find((recent) => recent.uri === next)?.reach
    const store = await openStore(expandHome(next), { settings: reachSettings(settings, reach), freshness: 'later' })
    state = { store }
    store.watch(tell)
    // What can wait until the first list is on screen: records that others changed while nobody looked, and missing facts.
    sync.follow(store)
    await addRecentStore({ uri: store.uri, reach: reach ?? {}, openedAt: new Date().toISOString() })
    return store
  }
  const changeStore: StoreSession['open'] = async (choice, leave) => {
    const before = state
    const store = await enter(choice.uri, choice.reach)
    try {
      if ('store' in before) await leave()
    } finally {
      if ('store' in before) await before.store.close()
      tell([{ verb: 'open', uri: store.uri, specName: '', taskId: '' }])
    }
    return store
  }
  // One after the other: each closes the store that the one before it opened.
  let opening: Promise<unknown> = Promise.resolve()
  try {
    await enter(uri, undefined)
  } catch (error) {
    state = { failure: toVitrineError(error) }
  }

  return {
    store: () => {
      if ('failure' in state) throw state.failure
      return state.store
    },
    uri: () => ('store' in state ? state.store.uri : expandHome(uri)),
    sync,
    test: (choice, signal) => testConnection(expandHome(choice.uri), reachSettings(settings, choice.reach), signal),
    open: (choice, leave) => {
      const change = opening.then(() => changeStore(choice, leave))
      opening = change.catch(() => undefined)
      return change
    },
    changes: async function* (signal) {
      let pending: StoreChange[] = []
      let wake = Promise.withResolvers<void>()
      const listener = (changes: StoreChange[]) => {
        pending.push(...changes)
        wake.resolve()
      }
      const stop = () => wake.resolve()
      listeners.add(listener)
      signal?.addEventListener('abort', stop)
      try {
        for (const isOver = () => signal?.aborted === true; !isOver();) {
          await wake.promise
          await new Promise((resolve) => setTimeout(resolve, batchMs))
          wake = Promise.withResolvers<void>()
          const batch = pending
          pending = []
          if (batch.length > 0) yield batch
        }
      } finally {
        listeners.delete(listener)
        signal?.removeEventListener('abort', stop)
      }
    },
    tell,
    close: async () => {
      sync.leave()
      if ('store' in state) await state.store.close()
      state = { failure: new VitrineError('store.unreachable', { uri, reason: 'it is closed' }) }
    },
  }
}
