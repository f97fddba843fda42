// The plain steps on one stored file, and the listing of a folder of them.
import { type BigIntStats, closeSync, constants, fdatasync, lstatSync, openSync, writeFileSync } from 'node:fs'
import { type FileHandle, lstat, open, opendir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type BriefCalls, briefBytes } from '../brief-calls.ts'
import { own } from '../let-go.ts'
import { type DownloadOptions, type ListOptions, type ObjectStat, type ReadObject } from '../store/backend.ts'
import { filesystemError, isAbsence, isErrno } from './filesystem-error.ts'

const readBytes = 1024 * 1024
/** Small ones share a buffer. */
const leastOwnBytes = 64 * 1024
const bufferOf = (length: number) => (length < leastOwnBytes ? Buffer.allocUnsafe(length) : own(Buffer.allocUnsafeSlow(length)))

export async function readFile(path: string): Promise<ReadObject | undefined> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW)
  try {
    const found = await file.stat({ bigint: true })
    return found.isFile() ? { content: await file.readFile(), stamp: statOf(found).stamp } : undefined
  } finally {
    await file.close()
  }
}

const flushInPool = promisify(fdatasync)

interface NewFile {
  path: string
  content: Uint8Array
  flush: boolean
  calls: BriefCalls
}

/** Writes a file that is not there yet, and leaves none when it cannot. */
export async function writeNew({ path, content, flush, calls }: NewFile): Promise<void> {
  const inPool = async (): Promise<undefined> => {
    await writeFile(path, content, { flag: 'wx', flush })
  }
  try {
    const descriptor = content.length > briefBytes ? await inPool() : await calls.run(() => createFile(path, content), inPool)
    if (descriptor === undefined) return
    try {
      if (flush) await flushInPool(descriptor)
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    if (!(isErrno(error, 'EEXIST') || isAbsence(error))) await rm(path, { force: true })
    throw error
  }
}

/** Gives its descriptor. */
function createFile(path: string, content: Uint8Array): number {
  const descriptor = openSync(path, 'wx')
  try {
    writeFileSync(descriptor, content)
    return descriptor
  } catch (error) {
    closeSync(descriptor)
    throw error
  }
}

/** What `writeNew` wrote; a rename does not change it. */
export function stampOfFile(path: string): string {
  return statOf(lstatSync(path, { bigint: true })).stamp
}

export async function* readFileRange(openFile: () => Promise<FileHandle>, options: DownloadOptions): AsyncGenerator<Uint8Array> {
  const { start = 0, end = Infinity, signal } = options
  const file = await openFile()
  try {
    // No more than there is: a buffer of the largest size for every small file would be most of what is allocated at all.
    const last = Math.min(end, (await file.stat()).size)
    for (let position = start; position < last;) {
      signal?.throwIfAborted()
      const buffer = bufferOf(Math.min(readBytes, last - position))
      const { bytesRead } = await file.read(buffer, 0, buffer.length, position)
      if (bytesRead === 0) return
      position += bytesRead
      yield bytesRead === buffer.length ? buffer : buffer.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}

/**
 * Symbolic links are not followed and not listed. A file or folder that vanishes while it is read is skipped, and nothing beside it; one
 * that refuses is named.
 */
export async function* listFolder(root: string, prefix: string, { name, depth = Infinity }: ListOptions): AsyncGenerator<ObjectStat> {
  const start = prefix.slice(0, prefix.lastIndexOf('/') + 1)
  const folders = [start]
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const path = join(root, folder)
    try {
      for await (const entry of await opendir(path, { bufferSize: 256 })) {
        const key = folder + entry.name
        if (!key.startsWith(prefix) && !prefix.startsWith(`${key}/`)) continue
        const segments = key.split('/').length
        if (entry.isDirectory() && segments < depth) folders.push(`${key}/`)
        else if (entry.isFile() && (name === undefined || entry.name === name) && (depth === Infinity || segments === depth)) {
          const found = await lstatOrGone(join(path, entry.name))
          if (found !== undefined) yield { ...statOf(found), key }
        }
      }
    } catch (error) {
      if (!isErrno(error, 'ENOENT', 'ENOTDIR')) throw filesystemError(error, path, 'read')
    }
  }
}

async function lstatOrGone(path: string): Promise<BigIntStats | undefined> {
  try {
    return await lstat(path, { bigint: true })
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR')) return undefined
    throw error
  }
}

export function statOf(found: { size: bigint; mtimeNs: bigint; ino: bigint }): Omit<ObjectStat, 'key'> {
  return {
    sizeBytes: Number(found.size),
    modifiedAt: new Date(Number(found.mtimeNs / 1_000_000n)),
    stamp: `${found.mtimeNs}-${found.size}-${found.ino}`,
  }
}

export async function flushFile(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.datasync()
  } finally {
    await file.close()
  }
}
