// A store in a folder. Writes go to `.vitrine/tmp`, are flushed, and take their name by rename [S5].
import { constants } from 'node:fs'
import { access, copyFile, lstat, mkdir, open, realpath, rename, rm, stat, unlink } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isVitrineError, VitrineError } from '../../shared/errors.ts'
import { type DownloadOptions, type StorageBackend } from '../store/backend.ts'
import { openBriefCalls } from '../brief-calls.ts'
import { createOwner } from '../process-owner.ts'
import { filesystemError, isAbsence, isErrno, noConditions } from './filesystem-error.ts'
import { createFilesystemStage, stageFolder } from './filesystem-stage.ts'
import { flushFolder, isThere, openRootedPaths, outsideRoot } from './rooted-paths.ts'
import { flushFile, listFolder, readFile, readFileRange, stampOfFile, statOf, writeNew } from './stored-file.ts'

/**
 * Opens a folder as a backend. With `create`, it is made when absent.
 * @throws store.unreachable when it is absent or no folder; store.denied when it may not be read
 */
export async function openFilesystemBackend(path: string, options: { create: boolean }): Promise<StorageBackend> {
  const given = resolve(path)
  const rootUri = rootUriOf(given)
  let operation: 'read' | 'write' = 'write'
  try {
    if (options.create) await mkdir(given, { recursive: true })
    operation = 'read'
    const found = await stat(given)
    if (!found.isDirectory()) throw new VitrineError('store.unreachable', { uri: rootUri, reason: 'it is a file, not a folder' })
    await access(given, constants.R_OK | constants.X_OK)
  } catch (error) {
    if (isErrno(error, 'ENOENT')) throw new VitrineError('store.unreachable', { uri: rootUri, reason: 'there is no such folder' })
    if (isErrno(error, 'ENOTDIR', 'EEXIST'))
      throw new VitrineError('store.unreachable', { uri: rootUri, reason: 'it is a file, not a folder' })
    throw filesystemError(error, given, operation)
  }
  return createBackend(rootUri, await realpath(given))
}

/** URIs carry names as they are [S3], so the root is not percent-encoded either. */
function rootUriOf(root: string): string {
  return `file://${sep === '/' ? root : decodeURIComponent(pathToFileURL(root).pathname)}`.replace(/\/$/, '')
}

function createBackend(rootUri: string, root: string): StorageBackend {
  // Named by their process, so that a later one can tell what a dead one left.
  const owner = createOwner()
  const calls = openBriefCalls()
  let stages = 0
  const newStageId = () => `${owner}~${++stages}`

  const { pathOf, existing, placeFor, dropEmptyFolder } = openRootedPaths(root)
  const notFound = (key: string) => new VitrineError('artifact.not-found', { uri: `${rootUri}/${key}` })
  /** With `missing`, ENOENT means that the object is not there; otherwise, and when the root is gone, that the store is not. */
  const guard = async <T>(key: string, operation: 'read' | 'write', work: () => Promise<T>, missing?: 'missing'): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      if (missing !== undefined && isAbsence(error) && (await isThere(root))) throw notFound(key)
      // `O_NOFOLLOW` answers so when the object itself is a symbolic link.
      if (isErrno(error, 'ELOOP')) throw outsideRoot(key)
      throw filesystemError(error, join(root, key), operation)
    }
  }
  /** Bytes take their name when they are whole; those that cannot leave nothing behind. */
  const replace = async <T>(key: string, make: (path: string) => Promise<T>): Promise<T> => {
    const path = await placeFor(stageFolder + newStageId())
    try {
      const made = await make(path)
      await rename(path, await placeFor(key))
      return made
    } catch (error) {
      await rm(path, { force: true })
      throw error
    }
  }
  /** A folder may have gone with the last object in it: then it is its own name that must not come back. */
  const flushNearest = async (folder: string): Promise<void> => {
    try {
      await flushFolder(folder)
    } catch (error) {
      if (!isErrno(error, 'ENOENT') || folder === root) throw error
      await flushNearest(dirname(folder))
    }
  }
  async function* readRange(key: string, path: string, options: DownloadOptions): AsyncGenerator<Uint8Array> {
    const openFile = () => guard(key, 'read', () => open(path, constants.O_RDONLY | constants.O_NOFOLLOW), 'missing')
    try {
      yield* readFileRange(openFile, options)
    } catch (error) {
      throw filesystemError(error, path, 'read')
    }
  }

  const backend: StorageBackend = {
    scheme: 'file',
    rootUri,
    capabilities: { conditionalWrites: false, serverCopy: true, localPath: root },

    stage: async (id) => createFilesystemStage({ id, guard, placeFor, calls }),

    listStages: async function* () {
      for await (const { key, modifiedAt } of backend.list(stageFolder)) yield { id: key.slice(stageFolder.length), modifiedAt }
    },

    dropStage: (id) => backend.delete(stageFolder + id),

    upload: async (key, content, { ifMatch, inPlace = false } = {}) => {
      if (ifMatch !== undefined) throw noConditions()
      const write = async (path: string, flush: boolean) => {
        await writeNew({ path, content, flush, calls })
        return stampOfFile(path)
      }
      return guard(key, 'write', async () => (inPlace ? write(await placeFor(key), false) : replace(key, (path) => write(path, true))))
    },

    read: async (key) => {
      try {
        return await guard(key, 'read', async () => readFile(await existing(key)), 'missing')
      } catch (error) {
        if (isVitrineError(error, 'artifact.not-found')) return undefined
        throw error
      }
    },

    download: (key, options = {}) =>
      guard(
        key,
        'read',
        async () => {
          const path = await existing(key)
          await lstat(path)
          // Opened by the first read: a stream that nobody reads must not hold a file open.
          return readRange(key, path, options)
        },
        'missing',
      ),

    delete: (key) =>
      guard(key, 'write', async () => {
        try {
          await unlink(await existing(key))
        } catch (error) {
          // Already gone; and a folder is no object.
          if (!(isAbsence(error) || isErrno(error, 'EISDIR'))) throw error
        }
        await dropEmptyFolder(key)
      }),

    exists: async (key) => {
      try {
        return await isThere(await existing(key))
      } catch (error) {
        if (isAbsence(error)) return false
        throw filesystemError(error, join(root, key), 'read')
      }
    },

    getSize: async (key) => {
      const found = await backend.stat(key)
      if (found === undefined) throw notFound(key)
      return found.sizeBytes
    },

    stat: async (key) => {
      try {
        const found = await lstat(await existing(key), { bigint: true })
        return found.isFile() ? { ...statOf(found), key } : undefined
      } catch (error) {
        if (isAbsence(error)) return undefined
        throw filesystemError(error, join(root, key), 'read')
      }
    },

    list: async function* (prefix, options = {}) {
      const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1)
      try {
        if (folder !== '') await existing(`${folder}_`)
      } catch (error) {
        // Links are not followed, here as below.
        if (isAbsence(error) || isVitrineError(error, 'name.invalid')) return
        throw filesystemError(error, join(root, folder), 'read')
      }
      yield* listFolder(root, prefix, options)
    },

    copy: (from, to, options) =>
      guard(
        from,
        'write',
        async () => {
          if (options !== undefined) throw noConditions()
          const source = await existing(from)
          // `copyFile` follows links.
          if (!(await lstat(source)).isFile()) throw notFound(from)
          return replace(to, async (path) => {
            await copyFile(source, path, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
            await flushFile(path)
            return true
          })
        },
        'missing',
      ),

    move: (from, to) =>
      guard(
        from,
        'write',
        async () => {
          await rename(await existing(from), await placeFor(to))
          await dropEmptyFolder(from)
        },
        'missing',
      ),

    flush: async (keys) => {
      const flushOf = (key: string) => guard(key, 'write', () => flushNearest(dirname(pathOf(key))))
      const last = keys.at(-1)
      if (last === undefined) return
      const others = new Map(keys.map((key) => [dirname(pathOf(key)), key]))
      others.delete(dirname(pathOf(last)))
      await Promise.all(Array.from(others.values(), flushOf))
      await flushOf(last)
    },

    isWritable: async () => {
      try {
        await access(root, constants.W_OK)
        return true
      } catch {
        // Any refusal means the same: it cannot be written.
        return false
      }
    },

    close: () => Promise.resolve(),
  }
  return backend
}
