// What NecroCode has to do with an open store [S13]: its records are read as they lie and, when the store is told to, written as well.
import { VitrineError } from '../../../shared/errors.ts'
import { type StorageBackend } from '../backend.ts'
import { type LocalDatabases } from '../catalog/local-databases.ts'
import { type SidecarRow } from '../catalog/sidecar-table.ts'
import { type CompressionOptions } from '../compression.ts'
import { artifactKey, necrocodeFolder } from '../key.ts'
import { type TaskEntry, type TaskFile } from '../task-file.ts'
import { adoptSidecars } from './adopt.ts'
import { indexKey } from './index-file.ts'
import { knownWith, openMirror } from './mirror.ts'
import { readRow, scanSidecars } from './scan.ts'
import { type FoundSidecar, packageFile, type Sidecar, sidecarKey, sidecarPrefix } from './sidecar.ts'

export interface Necrocode {
  /** True when NecroCode wrote in this store, or Vitrine for it; everything else below is idle until then. */
  isPresent: () => boolean
  /** True when the store keeps NecroCode's records too. */
  isMirrored: boolean
  /** Looks for records that changed since the last scan or, with `everything`, reads all; `listStale` of the catalog says whose they are. */
  scan: (options: { everything: boolean }) => Promise<void>
  /** Looks for records of a task that came since the last scan. */
  scanTask: (specName: string, taskId: string, folder: string) => Promise<void>
  /** A task with what NecroCode's records say of it; `own` is what its record file says. */
  complete: (folder: string, own: TaskFile | undefined) => Promise<TaskFile | undefined>
  /** Of a write of ours: the record file as it must be, and the rest of the write, for when that is in place. */
  follow: (write: FollowedWrite) => Promise<{ task: TaskFile; finish: () => Promise<void> }>
  /** Brings NecroCode's records to what a task's record file says. */
  repair: (folder: string, task: TaskFile | undefined) => Promise<void>
}

export interface FollowedWrite {
  folder: string
  task: TaskFile
  put: readonly TaskEntry[]
  removed: readonly string[]
}

export interface NecrocodeOptions {
  backend: StorageBackend
  databases: LocalDatabases
  mirror: boolean
}

/** @throws backend.cannot for a mirror in a bucket: NecroCode keeps its records on a disk. */
export async function openNecrocode({ backend, databases, mirror }: NecrocodeOptions): Promise<Necrocode> {
  const isOnDisk = backend.capabilities.localPath !== undefined
  if (mirror && !isOnDisk) throw new VitrineError('backend.cannot', { scheme: backend.scheme, operation: 'mirror_necrocode' })
  const mirrored = mirror ? openMirror(backend, databases) : undefined
  let isPresent = isOnDisk && (await databases.hasNecrocode())

  /** As they are now: what was written since the last scan is read again. */
  const listFound = async (folder: string): Promise<FoundSidecar[]> => {
    const rows = await Promise.all((await databases.listSidecars(folder)).map((row) => refreshRow(row)))
    return rows.filter((row) => row?.folder === folder).flatMap((row) => (row === undefined ? [] : [foundIn(row)]))
  }
  const refreshRow = async (row: SidecarRow): Promise<SidecarRow | undefined> => {
    if (!row.key.startsWith(sidecarPrefix)) return row
    const stamp = (await backend.stat(row.key))?.stamp
    if (stamp === row.stamp) return row
    const now = stamp === undefined ? undefined : await readRow({ backend, databases }, row.key)
    await databases.updateSidecars(now === undefined ? [] : [now], now === undefined ? [row.key] : [])
    return now
  }

  return {
    isPresent: () => isPresent,
    isMirrored: mirror,
    scan: async (options) => {
      if (!isOnDisk) return
      await scanSidecars({ backend, databases }, options)
      isPresent ||= await databases.hasNecrocode()
    },
    scanTask: async (specName, taskId, folder) => {
      const ownFolder = isPresent ? necrocodeFolder(specName, taskId) : undefined
      if (ownFolder === undefined) return
      const known = new Set((await databases.listSidecars(folder)).map((row) => artifactKey(row.folder, row.file)))
      const news: SidecarRow[] = []
      for await (const { key } of backend.list(`${ownFolder}/`, { depth: ownFolder.split('/').length + 1 })) {
        const record = known.has(key) || !packageFile.test(key) ? undefined : sidecarKey(`${backend.rootUri}/${key}`)
        const row = record === undefined ? undefined : await readRow({ backend, databases }, record)
        if (row !== undefined) news.push(row)
      }
      if (news.length > 0) await databases.updateSidecars(news, [])
    },
    complete: async (folder, own) => {
      const isKnown = (own?.necrocode ?? []).length > 0
      if (!isPresent && !isKnown) return own
      const found = await listFound(folder)
      if (found.length === 0 && !isKnown) return own
      const hasBytes = (file: string) => backend.exists(artifactKey(folder, file))
      return adoptSidecars(own, found, { folder, rootUri: backend.rootUri, hasBytes })
    },
    follow: async ({ folder, task, put, removed }) => {
      if (mirrored === undefined) return { task, finish: async () => undefined }
      const plan = await mirrored.plan(folder, put, removed)
      isPresent = true
      return { task: { ...task, necrocode: knownWith(task.necrocode, plan) }, finish: () => mirrored.apply(plan) }
    },
    repair: async (folder, task) => {
      if (mirrored !== undefined && task !== undefined) await mirrored.apply(await mirrored.planRepair(folder, task))
    },
  }
}

const foundIn = ({ key, file, content }: SidecarRow): FoundSidecar => ({
  sidecar: JSON.parse(content) as Sidecar,
  file,
  isDerived: !key.startsWith(sidecarPrefix),
})

/** Its Python knows gzip alone. */
export function mirroredCompression(compression: CompressionOptions): CompressionOptions {
  return compression.encoding === 'zstd' ? { encoding: 'gzip', level: 6 } : compression
}

/** What could not be read of NecroCode's records, as problems of the store. */
export async function listUnreadable(databases: LocalDatabases): Promise<{ key: string; reason: string }[]> {
  return (await databases.listSidecars('')).flatMap(({ key, content }) => {
    if (key === indexKey) return []
    return [{ key, reason: (JSON.parse(content) as { reason: string }).reason }]
  })
}
