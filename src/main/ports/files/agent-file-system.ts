// An agent's files: a tree in memory over whatever keeps them. The door of this folder.
import { type AgentFile, type FileEntry, type FileEvent, type FileStats } from '../../../shared/agent-file.ts'
import { type Json } from '../../../shared/artifact.ts'
import { VitrineError } from '../../../shared/errors.ts'
import { attempt, type PortResult } from '../port-result.ts'
import { createContentCache } from './content-cache.ts'
import { type FileContext, getNode } from './file-context.ts'
import { createEntry, describeContent, type FileWords, isDirty, toAgentFile, type WriteCondition } from './file-node.ts'
import { checkPath } from './file-path.ts'
import { createRoot, createRoots, type FileRootOptions } from './file-roots.ts'
import { createSaver } from './file-saver.ts'
import { createTree } from './file-tree.ts'
import { addRoot, addStored, indexAll } from './index-files.ts'
import { deleteFile, moveFile } from './move-file.ts'
import { loadContent } from './load-content.ts'
import { createStructureLock } from './structure-lock.ts'
import { addNode, checkFree, checkListed, createDirectory, describeFile, type Persist, saveNew, writeFile } from './write-file.ts'

export interface AgentFileSystemOptions {
  scopeKey: string
  /** Without any, files live in memory only. */
  roots?: readonly FileRootOptions[]
  /** How much content that storage has too is kept in memory; default 16 MiB. */
  cacheBytes?: number
}

/** What is registered without content is read from storage when it is asked for. */
export type RegisteredFile = Pick<FileEntry, 'path'> & Partial<FileEntry> & { content?: string | Uint8Array }

export interface RootState {
  baseDirectory: string | null
  isReadonly: boolean
  /** Why its files are not known. */
  problem: string | null
}

/** An edit that storage does not have. */
export interface UnsavedFile {
  entry: FileEntry
  content: Uint8Array
}

/** No call throws. Calls may run side by side. */
export interface AgentFileSystem {
  readonly scopeKey: string
  /** Resolves when a new file was tried to be saved, and at once for an edit; `save` of the answer tells how it went. */
  writeFile: (path: string, content: string | Uint8Array, words?: FileWords & WriteCondition) => Promise<PortResult<AgentFile>>
  /** A file's text; `validation_error` for content that is none. */
  readFile: (path: string) => Promise<PortResult<string>>
  readBytes: (path: string) => Promise<PortResult<Uint8Array>>
  createDirectory: (path: string, words?: FileWords) => Promise<PortResult<AgentFile>>
  /** Title, id, type, tags and custom metadata; content is left alone. */
  updateEntry: (path: string, words: FileWords, options?: { persist?: Persist }) => Promise<PortResult<AgentFile>>
  /** Merges into the custom metadata. */
  updateCustomMetadata: (path: string, custom: Record<string, Json>, options?: { persist?: Persist }) => Promise<PortResult<AgentFile>>
  /** `already_exists` when something is at `to`. The same path twice is success. */
  moveFile: (from: string, to: string) => Promise<PortResult<AgentFile>>
  /** A directory must be empty, unless `recursive`. */
  deleteFile: (path: string, options?: { recursive?: boolean }) => Promise<PortResult>
  getEntry: (path: string) => Promise<PortResult<AgentFile>>
  fileExists: (path: string) => boolean
  /** Files and directories by path; directories that are only implied are among them. */
  listEntries: () => AgentFile[]
  /** Paths of all files. */
  listFiles: () => string[]
  listRoots: () => RootState[]
  registerFiles: (files: readonly RegisteredFile[]) => Promise<PortResult>
  registerPersistence: (root: FileRootOptions) => Promise<PortResult>
  /** Saves everything unsaved now; `storage_error` names what could not be. */
  flushAll: () => Promise<PortResult>
  /** Files with edits that storage does not have; also after `close`. */
  listUnsaved: () => UnsavedFile[]
  /** Looks what others changed in storage. Unsaved edits stay. */
  refresh: () => Promise<PortResult>
  /** Drops everything unsaved, files that live in memory only among it, and reads anew what storage keeps. */
  reset: () => Promise<PortResult>
  stats: () => FileStats
  /** Calls back on every change; returns the function that stops it. */
  watch: (listener: (event: FileEvent) => void) => () => void
  /** Saves what is unsaved, for at most five seconds, and plans nothing more. */
  close: () => Promise<PortResult>
}

const defaultCacheBytes = 16 * 1024 * 1024
const closeWithinMs = 5000

/**
 * Opens the files of a scope. A root that does not answer takes none of the others down: `listRoots` says what is wrong with it.
 * @throws request.invalid for roots that make no sense
 */
export async function openAgentFileSystem({
  scopeKey,
  roots: given = [],
  cacheBytes = defaultCacheBytes,
}: AgentFileSystemOptions): Promise<AgentFileSystem> {
  const listeners = new Set<(event: FileEvent) => void>()
  const tell = (event: FileEvent) => {
    for (const listener of listeners) listener(event)
  }
  const [tree, roots, lock, cache] = [createTree(), createRoots(), createStructureLock(scopeKey), createContentCache(cacheBytes)]
  const context: FileContext = { scopeKey, tree, roots, lock, cache, tell, saver: createSaver({ lock, cache, tell }) }
  for (const root of given) roots.add(createRoot(root, scopeKey))
  const index = () => lock.exclusive(() => indexAll(context))
  await attempt('list the files', index)

  const readBytes = async (given: string) => {
    const path = checkPath(given)
    const root = roots.rootOf(path)
    // Nobody can say that a file is not there before its root was listed.
    if (root?.problem !== undefined && tree.find(path) === undefined) await lock.exclusive(() => checkListed(context, root))
    return lock.shared(async () => {
      const node = getNode(tree, path)
      if (node.entry.entryType === 'directory') throw new VitrineError('request.invalid', { reason: `${path} is a directory` })
      return loadContent(cache, node)
    })
  }
  const isFile = (path: string) => tree.find(path)?.entry.entryType === 'file'
  const files = () => tree.all().filter(({ entry }) => entry.entryType === 'file')

  const flush = () =>
    lock.shared(async () => {
      const dirty = tree.all().filter((node) => isDirty(node) || node.leftAt.length > 0)
      for (const node of dirty) await context.saver.now(node)
      const failed = dirty.filter(({ save }) => save.is === 'failed').map(({ entry }) => entry.path)
      if (failed.length > 0) throw new VitrineError('store.unreachable', { uri: scopeKey, reason: `not saved: ${failed.join(', ')}` })
    })

  return {
    scopeKey,
    writeFile: (path, content, words = {}) => attempt('write the file', () => writeFile(context, path, content, words)),
    readFile: (path) =>
      attempt('read the file', async () => {
        const content = await readBytes(path)
        try {
          return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content)
        } catch (error) {
          throw new VitrineError('request.invalid', { reason: `${path} is not text` }, { cause: error })
        }
      }),
    readBytes: (path) => attempt('read the file', async () => Uint8Array.from(await readBytes(path))),
    createDirectory: (path, words = {}) => attempt('make the directory', () => createDirectory(context, path, words)),
    updateEntry: (path, words, { persist = 'now' } = {}) => attempt('change the file', () => describeFile(context, path, words, persist)),
    updateCustomMetadata: (path, custom, { persist = 'now' } = {}) =>
      attempt('change the file', () => describeFile(context, path, { custom }, persist)),
    moveFile: (from, to) => attempt('move the file', () => moveFile(context, from, to)),
    deleteFile: (path, { recursive = false } = {}) => attempt('delete the file', () => deleteFile(context, path, recursive)),
    getEntry: (path) =>
      attempt('find the file', async () => {
        checkPath(path)
        const node = tree.find(path)
        // A directory that is only implied has no node.
        const found = node === undefined ? tree.list(roots.rootOf).find((entry) => entry.path === path) : toAgentFile(node)
        if (found === undefined) throw new VitrineError('file.not-found', { path })
        return found
      }),
    fileExists: isFile,
    listEntries: () => tree.list(roots.rootOf),
    listFiles: () => files().map(({ entry }) => entry.path),
    listRoots: () => roots.all().map(({ baseDirectory = null, isReadonly, problem = null }) => ({ baseDirectory, isReadonly, problem })),
    registerFiles: (registered) =>
      attempt('register files', async () => {
        for (const file of registered) await registerFile(context, file)
      }),
    registerPersistence: (root) => attempt('add the root', () => addRoot(context, root)),
    flushAll: () => attempt('save the files', flush),
    listUnsaved: () =>
      files().flatMap(({ root, entry, content, unsavedContent }) =>
        root !== undefined && unsavedContent > 0 && content !== undefined ? [{ entry, content }] : [],
      ),
    refresh: () => attempt('list the files', index),
    reset: () =>
      attempt('list the files', () =>
        lock.exclusive(async () => {
          for (const node of tree.all()) {
            context.saver.cancel(node)
            cache.forget(node)
          }
          tree.clear()
          await indexAll(context)
        }),
      ),
    stats: () => {
      const all = files()
      const count = (isCounted: (node: (typeof all)[number]) => boolean) => all.filter(isCounted).length
      return {
        totalFiles: all.length,
        memoryFiles: count(({ root }) => root === undefined),
        persistedFiles: count(({ root }) => root !== undefined),
        loadedFiles: count(({ content }) => content !== undefined),
        notLoadedFiles: count(({ content }) => content === undefined),
        dirtyFiles: count((node) => node.root !== undefined && isDirty(node)),
        failedFiles: count(({ save }) => save.is === 'failed'),
        totalSize: all.reduce((sum, { entry }) => sum + entry.sizeBytes, 0),
      }
    },
    watch: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      const late = Promise.withResolvers<void>()
      const timer = setTimeout(
        () => late.reject(new VitrineError('store.unreachable', { uri: scopeKey, reason: 'saving took too long' })),
        closeWithinMs,
      )
      const result = await attempt('save the files', () => Promise.race([flush(), late.promise]))
      clearTimeout(timer)
      lock.close()
      for (const node of tree.all()) context.saver.cancel(node)
      listeners.clear()
      return result
    },
  }
}

/** With content it is a new file; without, one that its root keeps already. */
async function registerFile(context: FileContext, { content, ...given }: RegisteredFile): Promise<void> {
  const { lock, roots, tree } = context
  const path = checkPath(given.path)
  const root = roots.rootOf(path)
  const entry: FileEntry = { ...createEntry(path, 'file'), ...given }
  if (content === undefined && root === undefined)
    throw new VitrineError('request.invalid', { reason: `nothing keeps ${path}, and it has no content` })
  const nodes = await lock.exclusive(async () => {
    if (content === undefined && root !== undefined) {
      if (tree.find(path) === undefined) addStored(context, entry, root)
      return []
    }
    checkFree(context, path)
    const bytes = Buffer.from(content ?? '')
    return addNode(context, describeContent(entry, bytes), bytes)
  })
  if (nodes.length > 0) await saveNew(context, nodes)
}
