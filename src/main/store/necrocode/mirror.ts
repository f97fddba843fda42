// Keeping NecroCode's own records beside ours, so that its Python reads what Vitrine writes [S13].
import { isDeepStrictEqual } from 'node:util'
import { type StorageBackend } from '../backend.ts'
import { type LocalDatabases } from '../catalog/local-databases.ts'
import { type SidecarRow } from '../catalog/sidecar-table.ts'
import { type NecrocodeRecord, type TaskEntry, type TaskFile } from '../task-file.ts'
import { idOfSidecar } from './adopt.ts'
import { formatSidecar, type FoundSidecar, parseSidecar, type Sidecar, sidecarKey, sidecarOfRecord, sidecarPrefix } from './sidecar.ts'

/** A record of NecroCode's that is to be written. */
interface Written extends FoundSidecar {
  key: string
}

export interface MirrorPlan {
  folder: string
  written: readonly Written[]
  /** Keys of records that go. */
  gone: readonly string[]
}

export interface Mirror {
  /** What a write of ours means for NecroCode's records. */
  plan: (folder: string, put: readonly TaskEntry[], removed: readonly string[]) => Promise<MirrorPlan>
  /** What it takes for NecroCode to see a task as it is; changes nothing by itself. */
  planRepair: (folder: string, task: TaskFile) => Promise<MirrorPlan>
  apply: (plan: MirrorPlan) => Promise<void>
}

/** Its Python knows three types and no zstd, and a file system takes no longer name. */
function mirrorKey({ record }: TaskEntry): string | undefined {
  return record.type === 'file' || record.encoding === 'zstd' ? undefined : sidecarKey(record.uri)
}

/** The records that a task's file must know of, so that it is not taken for older than they are. */
export function knownWith(known: readonly NecrocodeRecord[] | undefined, { written }: MirrorPlan): NecrocodeRecord[] {
  const all = [...(known ?? []), ...written.map(idOfSidecar)]
  return [...new Map(all.map((id) => [JSON.stringify([id.file, id.checksum, id.createdAt]), id])).values()]
}

export function openMirror(backend: StorageBackend, databases: LocalDatabases): Mirror {
  const parseRows = async (folder: string) =>
    (await databases.listSidecars(folder)).map((row) => ({ ...row, sidecar: JSON.parse(row.content) as Sidecar }))

  /** Two URIs can have one record file; the artifact that has it keeps it. */
  const isForeign = async (key: string, { uri }: Sidecar): Promise<boolean> => {
    const found = await backend.read(key)
    if (found === undefined) return false
    try {
      return parseSidecar(found.content).uri !== uri
    } catch {
      // Damaged, or half written: nothing is lost by writing it.
      return false
    }
  }

  const planWritten = async (entries: readonly TaskEntry[], rows: readonly (SidecarRow & { sidecar: Sidecar })[]): Promise<Written[]> => {
    const written: Written[] = []
    for (const entry of entries) {
      const key = mirrorKey(entry)
      if (key === undefined) continue
      const ofFile = rows.filter(({ file }) => file === entry.file)
      const before = ofFile.find((row) => row.key === key) ?? ofFile[0]
      const sidecar = sidecarOfRecord(entry.record, before?.sidecar)
      if (before?.key === key || !(await isForeign(key, sidecar))) written.push({ key, sidecar, file: entry.file })
    }
    return written
  }

  return {
    plan: async (folder, put, removed) => {
      const rows = await parseRows(folder)
      const written = await planWritten(put, rows)
      const gone = rows.filter(({ file }) => removed.includes(file) && !put.some((entry) => entry.file === file))
      return { folder, written, gone: gone.map(({ key }) => key) }
    },
    planRepair: async (folder, task) => {
      const rows = await parseRows(folder)
      const isUpToDate = (entry: TaskEntry) => {
        const row = rows.find(({ key }) => key === mirrorKey(entry))
        if (row === undefined) return false
        const { checksum, tags, metadata } = entry.record
        return isDeepStrictEqual([row.sidecar.checksum, row.sidecar.tags, row.sidecar.metadata], [checksum, tags, metadata])
      }
      const behind = task.entries.filter((entry) => !isUpToDate(entry))
      const isHere = ({ sidecar }: { sidecar: Sidecar }) => sidecar.uri.startsWith(`${backend.rootUri}/`)
      const gone = rows.filter((row) => isHere(row) && !task.entries.some(({ file }) => file === row.file))
      return { folder, written: await planWritten(behind, rows), gone: gone.map(({ key }) => key) }
    },
    apply: async ({ folder, written, gone }) => {
      if (written.length === 0 && gone.length === 0) return
      const rows: SidecarRow[] = []
      for (const { key, sidecar, file } of written) {
        const stamp = (await backend.upload(key, formatSidecar(sidecar))) ?? ''
        rows.push({ key, stamp, folder, file, content: JSON.stringify(sidecar) })
      }
      // What was made again from the bytes has no record file.
      const files = gone.filter((key) => key.startsWith(sidecarPrefix))
      for (const key of files) await backend.delete(key)
      await backend.flush([...rows.map(({ key }) => key), ...files])
      await databases.updateSidecars(rows, gone, true)
    },
  }
}
