// Everything on a disk below a root, with what its sidecars say. Links are not followed and not listed.
import { type BigIntStats, type Dirent } from 'node:fs'
import { lstat, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type FileEntry } from '../../../shared/agent-file.ts'
import { isErrno } from '../../backends/filesystem-error.ts'
import { isTemporary } from '../../backends/replace-file.ts'
import { readSidecar, type Sidecar, sidecarFolder, stampOf } from './disk-sidecar.ts'
import { createEntry } from './file-node.ts'

const parallel = 32
/** A temporary file that nobody can still be writing. */
const abandonedAfterMs = 60 * 60 * 1000

/** `base` stands before every path. @throws ENOENT when the root is not there */
export async function listDisk(root: string, base: string): Promise<FileEntry[]> {
  const entries: FileEntry[] = []
  const folders = [{ folder: root, virtual: base }]
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    const { folder, virtual } = next
    const found = await readFolder(folder, folder === root)
    const sidecars = new Set(
      found.some((entry) => entry.name === sidecarFolder && entry.isDirectory()) ? await readSidecarNames(join(folder, sidecarFolder)) : [],
    )
    const shown = found.filter((entry) => entry.name !== sidecarFolder && (entry.isFile() || entry.isDirectory()))
    for (let start = 0; start < shown.length; start += parallel) {
      const batch = shown.slice(start, start + parallel)
      const read = await Promise.all(batch.map((entry) => readEntry(folder, entry, `${virtual}/${entry.name}`, sidecars.has(entry.name))))
      entries.push(...read.filter((entry) => entry !== undefined))
    }
    for (const entry of shown)
      if (entry.isDirectory()) folders.push({ folder: join(folder, entry.name), virtual: `${virtual}/${entry.name}` })
  }
  return entries
}

/** A folder that vanishes while it is read is empty; the root's absence is the caller's matter. */
async function readFolder(folder: string, isRoot: boolean): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (error) {
    if (!isRoot && isErrno(error, 'ENOENT', 'ENOTDIR')) return []
    throw error
  }
}

/** Sweeps what killed processes left half-written on its way. */
async function readSidecarNames(folder: string): Promise<string[]> {
  const found = await readFolder(folder, false)
  for (const { name } of found.filter(({ name }) => isTemporary(name))) {
    const path = join(folder, name)
    const age = Date.now() - (await lstat(path).then(({ mtimeMs }) => mtimeMs, Date.now))
    if (age > abandonedAfterMs) await rm(path, { force: true })
  }
  return found.map(({ name }) => name)
}

async function readEntry(folder: string, { name }: Dirent, path: string, hasSidecar: boolean): Promise<FileEntry | undefined> {
  try {
    const found = await lstat(join(folder, name), { bigint: true })
    return toEntry(path, found, hasSidecar ? await readSidecar(join(folder, sidecarFolder, name)) : undefined)
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR')) return undefined
    throw error
  }
}

function toEntry(path: string, found: BigIntStats, sidecar: Sidecar | undefined): FileEntry {
  const isDirectory = found.isDirectory()
  const plain = createEntry(path, isDirectory ? 'directory' : 'file')
  const momentOf = (ms: bigint) => new Date(Number(ms)).toISOString()
  const facts = {
    sizeBytes: isDirectory ? 0 : Number(found.size),
    createdAt: sidecar?.created_at ?? momentOf(found.birthtimeMs < found.mtimeMs ? found.birthtimeMs : found.mtimeMs),
    modifiedAt: momentOf(found.mtimeMs),
  }
  if (sidecar === undefined) return { ...plain, ...facts }
  return {
    ...plain,
    ...facts,
    title: sidecar.title,
    id: sidecar.id,
    fileType: sidecar.file_type,
    tags: sidecar.tags,
    custom: sidecar.custom,
    mimeType: sidecar.mime_type,
    encoding: sidecar.encoding,
    checksum: sidecar.stamp === stampOf(found) ? sidecar.checksum : null,
  }
}
