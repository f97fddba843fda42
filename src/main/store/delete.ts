// Delete [S8].
import { type ArtifactRecord } from '../../shared/artifact.ts'
import { isVitrineError } from '../../shared/errors.ts'
import { artifactKey } from './key.ts'
import { changeTask, WriteConflict } from './change-task.ts'
import { type Intent } from './journal.ts'
import { checkWritable, readTask, recordWrite, type StoreContext, type TaskWrite } from './store-context.ts'
import { type TaskEntry, type TaskFile } from './task-file.ts'
import { createTrashId, dropTrash, trashContentKey, trashRecordKey, writeTrashRecord } from './trash/trash-entry.ts'
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
  const deleted: Deleted[][] = []
  for (const [folder, files] of Map.groupBy(places, (place) => place.folder)) {
    const wanted = new Set(files.map(({ file }) => file))
    deleted.push(await changeTask(context, folder, () => deleteFromTask(context, folder, wanted, options)))
  }
  return deleted.flat()
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
