// The agent files of the open store's scopes: opened when they are first asked for, shared by all windows, saved before the store is left.
import { stat } from 'node:fs/promises'
import { isAbsolute } from 'node:path'
import { type FileEvent } from '../../shared/agent-file.ts'
import { type StoreChange } from '../../shared/change.ts'
import { VitrineError } from '../../shared/errors.ts'
import { parseNoteScope } from '../../shared/notes/note-scope.ts'
import { fileSpecName } from '../../shared/reserved-spec.ts'
import { type Workspace, type WorkspaceMount, type WorkspaceSummary } from '../../shared/workspace.ts'
import { type AgentFileSystem, openAgentFileSystem } from '../ports/files/agent-file-system.ts'
import { diskPersistence } from '../ports/files/disk-persistence.ts'
import { openStorePersistence } from '../ports/files/store-persistence.ts'
import { type ArtifactStore } from '../store/artifact-store.ts'
import { bringBackEdits, keepEdits, listKeptScopes } from './kept-edits.ts'
import { expandHome } from './reach-settings.ts'
import { type StoreSession } from './store-session.ts'
import { dropMount, listMounts, putMount } from './workspace-mounts.ts'

export interface Workspaces {
  /** Scopes that have files in the open store or folders on this machine, but those of notes. */
  list: () => Promise<WorkspaceSummary[]>
  /** A scope with what others changed in it; one that has nothing yet is empty. */
  get: (scopeKey: string) => Promise<Workspace>
  /** The files of a scope. */
  files: (scopeKey: string) => Promise<AgentFileSystem>
  /** @throws path.unreadable when the folder is none; request.invalid */
  mount: (mount: WorkspaceMount) => Promise<void>
  /** The folder stays as it is. */
  unmount: (mount: Pick<WorkspaceMount, 'scopeKey' | 'baseDirectory'>) => Promise<void>
  /** Saves what is unsaved; gives what could not be. */
  saveAll: () => Promise<{ scopeKey: string; path: string }[]>
  /**
   * Saves what is unsaved, and forgets all scopes: before the store is closed, or another one opened. What cannot be saved is kept with the
   * user until its scope is opened again; that is said on stderr, unless it was agreed to.
   */
  close: (options?: { isAgreed?: boolean }) => Promise<void>
}

type Scopes = Map<string, Promise<AgentFileSystem>>

interface Opened {
  scopes: Scopes
  /** Edits that were kept from the last time, by scope. */
  broughtBack: Map<string, readonly string[]>
  stop: () => void
}

/** Many changes of others at once are one look. */
const gatherMs = 250

export function createWorkspaces(session: Pick<StoreSession, 'store' | 'tell'>): Workspaces {
  // While another store is being opened, scopes of both can be.
  let opened = new Map<ArtifactStore, Opened>()

  const scopesOf = (store: ArtifactStore) => {
    const found = opened.get(store)
    if (found !== undefined) return found.scopes
    const scopes: Scopes = new Map()
    opened.set(store, { scopes, broughtBack: new Map(), stop: followOthers(store, scopes) })
    return scopes
  }
  const openScope = async (store: ArtifactStore, scopeKey: string) => {
    const [{ writable }, mounts] = [await store.info(), await mountsOf(store, scopeKey)]
    const files = await openAgentFileSystem({
      scopeKey,
      roots: [
        ...mounts.map(({ baseDirectory, folder, isReadonly }) => ({
          baseDirectory,
          persistence: diskPersistence,
          readonly: isReadonly,
          storageOptions: { path: folder },
        })),
        { default: true, persistence: openStorePersistence(store), readonly: !writable },
      ],
    })
    files.watch((event) => session.tell(changesOf(scopeKey, event)))
    const broughtBack = await bringBackEdits({ storeUri: store.uri, scopeKey }, files)
    if (broughtBack.length > 0) opened.get(store)?.broughtBack.set(scopeKey, broughtBack)
    return files
  }
  const files = async (scopeKey: string): Promise<AgentFileSystem> => {
    if (scopeKey === '') throw new VitrineError('request.invalid', { reason: 'a scope needs a name' })
    const store = session.store()
    const scopes = scopesOf(store)
    const opening = scopes.get(scopeKey) ?? openScope(store, scopeKey)
    scopes.set(scopeKey, opening)
    // A scope that could not be opened is tried again.
    opening.catch(() => scopes.delete(scopeKey))
    return opening
  }
  /** It is opened again, with its roots as they are then. */
  const leaveScope = async (scopeKey: string) => {
    const scopes = scopesOf(session.store())
    const scope = scopes.get(scopeKey)
    scopes.delete(scopeKey)
    const found = scope && (await unlessFailed(scope))
    if (found !== undefined) await leaveFiles({ storeUri: session.store().uri, scopeKey }, found, false)
    session.tell([{ verb: 'file', uri: '/', specName: fileSpecName, taskId: scopeKey }])
  }

  return {
    files,
    list: async () => {
      const store = session.store()
      const tasks = (await store.listSpecs()).find(({ specName }) => specName === fileSpecName)?.tasks ?? []
      const mounts = Map.groupBy(await listMounts(store.uri), ({ scopeKey }) => scopeKey)
      const stored = new Map(tasks.map(({ taskId, artifacts }) => [taskId, artifacts]))
      const isListed = (key: string) => parseNoteScope(key) === undefined
      const kept = await listKeptScopes(store.uri)
      const keys = [...new Set([...stored.keys(), ...mounts.keys(), ...kept])].filter(isListed).toSorted((a, b) => a.localeCompare(b))
      return keys.map((scopeKey) => ({ scopeKey, stored: stored.get(scopeKey) ?? 0, mounts: mounts.get(scopeKey) ?? [] }))
    },
    get: async (scopeKey) => {
      const scope = await files(scopeKey)
      // What is wrong with a root stands at the root.
      await scope.refresh()
      const mounts = await mountsOf(session.store(), scopeKey)
      const folderOf = (base: string | null) => mounts.find(({ baseDirectory }) => baseDirectory === base)?.folder ?? null
      const roots = scope.listRoots().map((root) => ({ ...root, folder: folderOf(root.baseDirectory) }))
      const broughtBack = [...(opened.get(session.store())?.broughtBack.get(scopeKey) ?? [])]
      return { scopeKey, roots, files: scope.listEntries(), stats: scope.stats(), broughtBack }
    },
    mount: async (given) => {
      const mount = { ...given, folder: expandHome(given.folder) }
      if (!isAbsolute(mount.folder)) throw new VitrineError('request.invalid', { reason: `${mount.folder} is no absolute path` })
      const found = await stat(mount.folder).catch(() => undefined)
      if (found?.isDirectory() !== true)
        throw new VitrineError('path.unreadable', { path: mount.folder, reason: 'there is no such folder' })
      // Tried before it is kept: roots that make no sense would keep the scope from opening.
      const probe = { persistence: diskPersistence, storageOptions: { path: mount.folder }, readonly: true }
      const { close } = await openAgentFileSystem({ scopeKey: mount.scopeKey, roots: [{ ...probe, baseDirectory: mount.baseDirectory }] })
      await close()
      await putMount(session.store().uri, mount)
      await leaveScope(mount.scopeKey)
    },
    unmount: async (mount) => {
      await dropMount(session.store().uri, mount)
      await leaveScope(mount.scopeKey)
    },
    saveAll: async () => {
      const unsaved: { scopeKey: string; path: string }[] = []
      for (const { scopes } of opened.values()) {
        for (const [scopeKey, scope] of scopes) {
          const found = await unlessFailed(scope)
          if (found === undefined) continue
          await found.flushAll()
          unsaved.push(...found.listUnsaved().map(({ entry: { path } }) => ({ scopeKey, path })))
        }
      }
      return unsaved
    },
    close: async ({ isAgreed = false } = {}) => {
      const leaving = [...opened]
      opened = new Map()
      for (const [store, { scopes, stop }] of leaving) {
        stop()
        for (const [scopeKey, scope] of scopes) {
          const found = await unlessFailed(scope)
          if (found !== undefined) await leaveFiles({ storeUri: store.uri, scopeKey }, found, isAgreed)
        }
      }
    },
  }
}

/** A scope that could not be opened has nothing to save; whoever asked for it was told why. */
const unlessFailed = (scope: Promise<AgentFileSystem>) => scope.catch(() => undefined)

/** What cannot be saved any more is kept, and said where. */
async function leaveFiles(scope: { storeUri: string; scopeKey: string }, files: AgentFileSystem, isAgreed: boolean): Promise<void> {
  await files.close()
  const unsaved = files.listUnsaved()
  if (unsaved.length === 0) return
  const path = await keepEdits(scope, unsaved)
  if (isAgreed) return
  const names = unsaved.map(({ entry }) => entry.path).join(', ')
  process.stderr.write(`vitrine: ${names} of ${scope.scopeKey} could not be saved; the edits are kept in ${path} and come back with it\n`)
}

const mountsOf = async (store: ArtifactStore, scopeKey: string) =>
  (await listMounts(store.uri)).filter((mount) => mount.scopeKey === scopeKey)

/** Looks at open scopes again when somebody, maybe another process, saved into them. */
function followOthers(store: ArtifactStore, scopes: Scopes): () => void {
  const changed = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  const look = async () => {
    timer = undefined
    const keys = [...changed]
    changed.clear()
    for (const key of keys) await (await scopes.get(key))?.refresh()
  }
  const unwatch = store.watch((changes) => {
    for (const { specName, taskId } of changes) if (specName === fileSpecName && scopes.has(taskId)) changed.add(taskId)
    if (changed.size > 0) timer ??= setTimeout(() => void look().catch(() => undefined), gatherMs)
  })
  return () => {
    unwatch()
    clearTimeout(timer)
  }
}

function changesOf(scopeKey: string, event: FileEvent): StoreChange[] {
  const changed = (path: string): StoreChange => ({ verb: 'file', uri: path, specName: fileSpecName, taskId: scopeKey })
  switch (event.is) {
    case 'updated':
    case 'deleted':
    case 'state':
      return [changed(event.path)]
    case 'moved':
      return [changed(event.from), changed(event.to)]
  }
}
