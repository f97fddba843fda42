// Delete and restore [S8].
import { type ArtifactRecord } from '../../shared/artifact.ts'
import { type Artifact } from '../../shared/artifact-list.ts'
import { isVitrineError, VitrineError } from '../../shared/errors.ts'
import { artifactKey, taskFolder } from './key.ts'
import { changeTask, WriteConflict } from './change-task.ts'
import { type Intent } from './journal.ts'
import { chooseFile } from './places.ts'
import { checkWritable, emptyTask, foundOr, readTask, recordWrite, type StoreContext, type TaskWrite } from './store-context.ts'
import { type TaskEntry, type TaskFile } from './task-file.ts'
import {
  createTrashId,
  dropTrash,
  readTrash,
  trashContentKey,
  trashRecordKey,
  type TrashEntry,
  writeTrashRecord,
} from './trash/trash-entry.ts'
import { noteTrash } from './trash/trash-list.ts'
import { type Place } from './catalog/catalog.ts'

/** An artifact that is in the trash now. */
export interface Deleted {
  uri: string
  trashId: string
}

export interface DeleteOptions {
  /** Who or which cleanup it was, for the trash to say. */
  deletedBy?: string | undefined
  /** Asked under the task's lock: artifacts it refuses stay. */
  isWanted?: (record: ArtifactRecord) => boolean
}

/** Moves artifacts to the trash, each task at once. What is not there counts as done, and is not in the answer. */
export async function deleteArtifacts(context: StoreContext, places: readonly Place[], options: DeleteOptions = {}): Promise<Deleted[]> {
  checkWritable(context)
  const deleted: Deleted[] = []
  for (const [folder, files] of Map.groupBy(places, (place) => place.folder)) {
    const wanted = new Set(files.map(({ file }) => file))
    deleted.push(...(await changeTask(context, folder, () => deleteFromTask(context, folder, wanted, options))))
  }
  return deleted
}

async function deleteFromTask(
  context: StoreContext,
  folder: string,
  files: ReadonlySet<string>,
  { deletedBy, isWanted }: DeleteOptions,
): Promise<Deleted[]> {
  const { backend, journal } = context
  const task = await readTask(context, folder)
  const gone = task?.entries.filter(({ file, record }) => files.has(file) && isWanted?.(record) !== false) ?? []
  if (task === undefined || gone.length === 0) return []
  const deletedAt = context.now()
  const items = await Promise.all(
    gone.map(async (entry) => ({
      ...entry,
      trashId: createTrashId(deletedAt),
      bytes: await backend.stat(artifactKey(folder, entry.file)),
    })),
  )
  const intentItems = items.map(({ file, trashId, bytes }) => ({ file, trashId, mark: bytes?.mark }))
  const intent: Intent = { verb: 'delete', folder, items: intentItems }
  await journal.run(intent, async () => {
    for (const item of items) {
      await writeTrashRecord(backend, item.trashId, item, { deletedAt, deletedBy })
      // An artifact whose bytes are lost can be deleted like any other.
      if (item.bytes !== undefined) await putInTrash(context, item.bytes.key, item.trashId)
    }
    const after: TaskFile = {
      ...task,
      entries: task.entries.filter((entry) => !gone.includes(entry)),
      retiredVersions: retire(task, gone),
    }
    const touched = items.map(({ trashId }) => trashRecordKey(trashId))
    const write: TaskWrite = { verb: 'delete', folder, task: after, put: [], removed: gone.map(({ file }) => file) }
    try {
      await recordWrite(context, write, touched)
    } catch (error) {
      // Whoever was quicker may have deleted the same: one of both in the trash is enough.
      if (error instanceof WriteConflict) for (const { trashId } of items) await dropTrash(backend, trashId)
      throw error
    }
    if (backend.capabilities.conditionalWrites) for (const { file } of items) await backend.delete(artifactKey(folder, file))
    await noteTrash(
      context,
      items.map(({ trashId }) => trashId),
    )
  })
  return items.map(({ record, trashId }) => ({ uri: record.uri, trashId }))
}

/** Where others may be quicker the bytes stay in their place until the record is gone. */
async function putInTrash({ backend }: StoreContext, key: string, trashId: string): Promise<void> {
  if (!backend.capabilities.conditionalWrites) return backend.move(key, trashContentKey(trashId))
  try {
    await backend.copy(key, trashContentKey(trashId))
  } catch (error) {
    // Somebody else has deleted it since it was looked at.
    throw isVitrineError(error, 'artifact.not-found') ? new WriteConflict() : error
  }
}

function retire(task: TaskFile, gone: readonly TaskEntry[]): Map<string, readonly number[]> {
  const retired = new Map(task.retiredVersions)
  for (const { record } of gone) retired.set(record.name, [...new Set([...(retired.get(record.name) ?? []), record.version])])
  return retired
}

export interface RestoreOptions {
  /** Where a version is there again, what was trashed comes back as the next one. */
  asNewVersion?: boolean | undefined
}

/**
 * Puts trashed artifacts back exactly as they were. Their bytes are as checked when read as any other's.
 * @throws artifact.not-found, artifact.exists (its version is there again), artifact.corrupt (its bytes are lost)
 */
export async function restoreArtifacts(
  context: StoreContext,
  trashIds: readonly string[],
  { asNewVersion = false }: RestoreOptions = {},
): Promise<Artifact[]> {
  checkWritable(context)
  const restored: Artifact[] = []
  for (const trashId of trashIds) {
    const { record, file } = await readListed(context, trashId)
    const folder = taskFolder(record.specName, record.taskId)
    const refused: string[] = []
    const restore = () => restoreToTask(context, folder, { record, file, trashId, asNewVersion, refused })
    const place = await changeTask(context, folder, restore)
    restored.push(foundOr(await context.databases.find(place), record.uri))
  }
  return restored
}

/** What is not there any more is taken off the catalog's list too. @throws artifact.not-found */
async function readListed({ backend, databases, settings }: StoreContext, trashId: string): Promise<TrashEntry> {
  try {
    return await readTrash(backend, trashId, settings.trashDays)
  } catch (error) {
    if (isVitrineError(error, 'artifact.not-found')) await databases.forgetTrash([trashId])
    throw error
  }
}

interface Restored extends TaskEntry {
  trashId: string
  asNewVersion: boolean
  /** Files that it could not have; see `chooseFile`. */
  refused: string[]
}

async function restoreToTask(context: StoreContext, folder: string, trashed: Restored): Promise<Place> {
  const { backend, journal } = context
  const { trashId, asNewVersion, refused } = trashed
  const { name, version } = trashed.record
  const task = (await readTask(context, folder)) ?? emptyTask(trashed.record.specName, trashed.record.taskId)
  const existing = task.entries.find(({ record }) => record.name === name && record.version === version)
  if (existing !== undefined && !asNewVersion) throw new VitrineError('artifact.exists', { uri: existing.record.uri })
  if ((await backend.stat(trashContentKey(trashId))) === undefined) {
    // Another process may have been quicker.
    await readTrash(backend, trashId, context.settings.trashDays)
    throw new VitrineError('artifact.corrupt', { uri: trashed.record.uri, reason: 'its bytes are gone' })
  }

  const taken = task.entries.map((entry) => entry.file)
  const record = existing === undefined ? trashed.record : { ...trashed.record, version: nextVersion(task, name) }
  const preferred = existing === undefined ? trashed.file : undefined
  const file = await chooseFile(context, folder, { place: record, taken, preferred, refused })
  const entry: TaskEntry = { file, record: { ...record, uri: `${backend.rootUri}/${artifactKey(folder, file)}` } }
  const retired = new Map(task.retiredVersions)
  const left = (retired.get(name) ?? []).filter((number) => number !== record.version)
  if (left.length === 0) retired.delete(name)
  else retired.set(name, left)
  const mark = backend.capabilities.conditionalWrites ? context.newStageId() : undefined
  await journal.run({ verb: 'restore', folder, entry, trashId, mark }, async () => {
    if (mark === undefined) await backend.move(trashContentKey(trashId), artifactKey(folder, file))
    else if (!(await backend.copy(trashContentKey(trashId), artifactKey(folder, file), { ifAbsent: mark }))) {
      refused.push(file)
      throw new WriteConflict()
    }
    const after: TaskFile = { ...task, entries: [...task.entries, entry], retiredVersions: retired }
    await recordWrite(context, { verb: 'restore', folder, task: after, put: [entry], removed: [] }, [artifactKey(folder, file)])
    await dropTrash(backend, trashId)
    await context.databases.forgetTrash([trashId])
  })
  return { folder, file }
}

function nextVersion(task: TaskFile, name: string): number {
  const versions = task.entries.flatMap(({ record }) => (record.name === name ? [record.version] : []))
  return Math.max(0, ...versions, ...(task.retiredVersions.get(name) ?? [])) + 1
}
