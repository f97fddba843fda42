// The trash [S8]: `.vitrine/trash/<id>/` holds a deleted artifact's bytes as they were stored (`content`) and its record (`record.json`).
import { z } from 'zod'
import { type ArtifactRecord, formatRecord, parseRecord } from '../../../shared/artifact.ts'
import { VitrineError } from '../../../shared/errors.ts'
import { type Trashed } from '../../../shared/trash.ts'
import { type StorageBackend } from '../backend.ts'
import { artifactKey, isFileOf, taskFolder, vitrineFolder } from '../key.ts'
import { readWhole } from '../../read-whole.ts'
import { reasonOf } from '../parse-problem.ts'
import { type TaskEntry } from '../task-file.ts'

export const trashPrefix = `${vitrineFolder}/trash/`
const dayMs = 24 * 60 * 60 * 1000

const trashFileSchema = z.object({
  deleted_at: z.iso.datetime(),
  deleted_by: z.string().optional(),
  file: z.string(),
  record: z.looseObject({}),
})

export interface TrashEntry extends Trashed {
  /** Where its bytes were inside its task's folder. */
  file: string
}

export interface HowDeleted {
  deletedAt: Date
  deletedBy: string | undefined
}

/** Ids sort by when they were made. */
export function createTrashId(now: Date): string {
  return `${now.toISOString().replace(/[-:.]/g, '')}-${crypto.randomUUID().slice(0, 8)}`
}

export const trashContentKey = (trashId: string) => `${trashPrefix}${trashId}/content`
export const trashRecordKey = (trashId: string) => `${trashPrefix}${trashId}/record.json`

/** The record beside trashed bytes; not flushed. */
export async function writeTrashRecord(
  backend: StorageBackend,
  trashId: string,
  { record, file }: TaskEntry,
  { deletedAt, deletedBy }: HowDeleted,
): Promise<void> {
  const value = { deleted_at: deletedAt.toISOString(), deleted_by: deletedBy, file, record: formatRecord(record) }
  await backend.upload(trashRecordKey(trashId), Buffer.from(`${JSON.stringify(value, undefined, 1)}\n`))
}

/** Its record goes last, so that what is left of it when this is interrupted can still be found. */
export async function dropTrash(backend: StorageBackend, trashId: string): Promise<void> {
  await backend.delete(trashContentKey(trashId))
  await backend.delete(trashRecordKey(trashId))
}

/** @throws artifact.not-found when nothing by that id is in the trash; record.unreadable when its record is damaged */
export async function readTrash(backend: StorageBackend, trashId: string, trashDays: number): Promise<TrashEntry> {
  const key = trashRecordKey(trashId)
  if (!/^[\w-]+$/.test(trashId) || !(await backend.exists(key))) throw new VitrineError('artifact.not-found', { uri: trashId })
  const content = await readWhole(await backend.download(key))
  try {
    const { deleted_at, deleted_by, file, record } = trashFileSchema.parse(JSON.parse(Buffer.from(content).toString('utf8')))
    // Computed below, as anywhere else.
    const parsed = parseRecord({ ...record, uri: '' })
    if (!isFileOf(parsed.specName, parsed.taskId, file)) throw new Error(`"${file.slice(0, 200)}" leads outside the task's folder`)
    return {
      trashId,
      deletedAt: deleted_at,
      deletedBy: deleted_by ?? null,
      expiresAt: new Date(Date.parse(deleted_at) + trashDays * dayMs).toISOString(),
      file,
      record: { ...parsed, uri: uriOf(backend, parsed, file) },
    }
  } catch (error) {
    throw new VitrineError('record.unreadable', { key, reason: reasonOf(error) }, { cause: error })
  }
}

const uriOf = (backend: StorageBackend, record: ArtifactRecord, file: string) =>
  `${backend.rootUri}/${artifactKey(taskFolder(record.specName, record.taskId), file)}`
