// Agent files as plain files on a disk, as Sagents lays them out: `<path>/<virtual path without the base directory>`, raw content.
import { constants } from 'node:fs'
import { copyFile, lstat, mkdir, open, readdir, realpath, rename, rm, rmdir, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { VitrineError } from '../../../shared/errors.ts'
import { filesystemError, isErrno } from '../../backends/filesystem-error.ts'
import { replaceFile } from '../../backends/replace-file.ts'
import { flushFolder, isThere, openRootedPaths, type RootedPaths } from '../../backends/rooted-paths.ts'
import { attempt, type PortResult } from '../port-result.ts'
import { readSidecar, sidecarFolder, sidecarKey, stampOf, writeSidecar } from './disk-sidecar.ts'
import { listDisk } from './disk-listing.ts'
import { type FilePersistence, type StorageOptions } from './file-persistence.ts'

/** Files lie below `storageOptions.path`. What a disk does not keep lies in sidecars beside them. */
export const diskPersistence: FilePersistence = {
  writeToStorage: (entry, options) =>
    onDisk(entry.path, options, 'write', async (paths, key) => {
      const { content, ...kept } = entry
      const path = await paths.placeFor(key)
      // The sidecars' folder is there before the file, which is written in it first: half a file is never seen among the files.
      const temporaryFolder = dirname(await paths.placeFor(sidecarKey(key)))
      if (entry.entryType === 'directory') await makeDirectory(path)
      else await replaceFile(path, content, { temporaryFolder })
      const found = await lstat(path, { bigint: true })
      await writeSidecar(paths, key, kept, stampOf(found))
      return { ...kept, modifiedAt: new Date(Number(found.mtimeMs)).toISOString() }
    }),

  loadFromStorage: (entry, options) =>
    onDisk(entry.path, options, 'read', async (paths, key) => {
      const file = await open(await paths.existing(key), constants.O_RDONLY | constants.O_NOFOLLOW)
      try {
        return { ...entry, content: await file.readFile() }
      } finally {
        await file.close()
      }
    }),

  deleteFromStorage: async (entry, options) => {
    const result = await onDisk(entry.path, options, 'write', async (paths, key) => {
      const path = await paths.existing(key)
      if (entry.entryType === 'directory') await removeDirectory(path)
      else await unlink(path)
      await removeSidecar(paths, key)
      await flushFolder(dirname(path))
    })
    return !result.ok && result.error.code === 'not_found' ? { ok: true, value: undefined } : result
  },

  listPersistedEntries: (_scopeKey, options) =>
    attempt('list the files', async () => {
      const root = rootOf(options)
      const base = options.baseDirectory === undefined ? '' : `/${options.baseDirectory}`
      try {
        return await listDisk(root, base)
      } catch (error) {
        if (isErrno(error, 'ENOENT')) return []
        throw filesystemError(error, root, 'read')
      }
    }),

  moveInStorage: (entry, to, options) =>
    onDisk(entry.path, options, 'write', async (paths, key) => {
      const toKey = keyOf(to, options)
      const [source, target] = [await paths.existing(key), await paths.placeFor(toKey)]
      await lstat(source)
      if (await isThere(target)) throw new VitrineError('file.exists', { path: to })
      // The words are at the new place first: whatever happens between, they are not lost.
      await copySidecar(paths, key, toKey)
      await rename(source, target)
      await removeSidecar(paths, key)
      for (const folder of new Set([dirname(source), dirname(target)])) await flushFolder(folder)
    }),

  updateMetadataInStorage: (entry, options) =>
    onDisk(entry.path, options, 'write', async (paths, key) => {
      const found = await lstat(await paths.existing(key), { bigint: true })
      const sidecar = await findSidecar(paths, key)
      const before = sidecar === undefined ? undefined : await readSidecar(sidecar)
      const stamp = stampOf(found)
      // The checksum stays that of the content it was made of.
      const checksum = before?.stamp === stamp ? before.checksum : null
      await writeSidecar(paths, key, { ...entry, checksum }, stamp)
      return { ...entry, modifiedAt: new Date(Number(found.mtimeMs)).toISOString() }
    }),
}

function rootOf({ path }: StorageOptions): string {
  if (typeof path !== 'string' || path === '') throw new VitrineError('request.invalid', { reason: 'storageOptions.path is required' })
  return path
}

/** Where a virtual path lies below the root. */
function keyOf(path: string, { baseDirectory }: StorageOptions): string {
  const key = path.slice(baseDirectory === undefined ? 1 : baseDirectory.length + 2)
  if (key === '' || key.split('/').includes(sidecarFolder))
    throw new VitrineError('request.invalid', { reason: `${path} is the storage's own` })
  return key
}

function onDisk<T>(
  path: string,
  options: StorageOptions,
  operation: 'read' | 'write',
  work: (paths: RootedPaths, key: string) => Promise<T>,
): Promise<PortResult<T>> {
  return attempt(`${operation} ${path}`, async () => {
    const root = rootOf(options)
    const key = keyOf(path, options)
    try {
      if (operation === 'write') await mkdir(root, { recursive: true })
      return await work(openRootedPaths(await realpath(root)), key)
    } catch (error) {
      if (isErrno(error, 'ENOENT')) throw new VitrineError('file.not-found', { path }, { cause: error })
      throw filesystemError(error, join(root, key), operation)
    }
  })
}

async function makeDirectory(path: string): Promise<void> {
  try {
    await mkdir(path)
    await flushFolder(dirname(path))
  } catch (error) {
    if (!isErrno(error, 'EEXIST') || !(await lstat(path)).isDirectory()) throw error
  }
}

/** Sidecars of files that are gone go with it; anything else in it keeps it. */
async function removeDirectory(path: string): Promise<void> {
  const names = await readdir(path)
  if (names.every((name) => name === sidecarFolder)) await rm(join(path, sidecarFolder), { recursive: true, force: true })
  await rmdir(path)
}

/** Where a sidecar lies, or undefined where none can. */
async function findSidecar(paths: RootedPaths, key: string): Promise<string | undefined> {
  try {
    return await paths.existing(sidecarKey(key))
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined
    throw error
  }
}

async function removeSidecar(paths: RootedPaths, key: string): Promise<void> {
  const path = await findSidecar(paths, key)
  if (path !== undefined) await rm(path, { force: true })
}

async function copySidecar(paths: RootedPaths, key: string, toKey: string): Promise<void> {
  const [from, to] = [await findSidecar(paths, key), await paths.placeFor(sidecarKey(toKey))]
  // Whatever lies there is of a file that is gone.
  await rm(to, { force: true })
  if (from !== undefined && (await isThere(from))) await copyFile(from, to)
}
