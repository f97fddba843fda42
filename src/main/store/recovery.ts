// Settling what a killed process, or a write that failed half-way, left behind [S5].
import { isVitrineError } from '../../shared/errors.ts'
import { isAlive } from '../process-owner.ts'
import { type Intent, type RestoreItem, type UploadItem } from './journal.ts'
import { artifactKey } from './key.ts'
import { readTask, type StoreContext, syncTask } from './store-context.ts'
import { type TaskFile } from './task-file.ts'
import { noteTrash } from './trash/trash-list.ts'
import { dropTrash, trashContentKey } from './trash/trash-entry.ts'

/** What an owner on another machine wrote counts as left behind when it is older than this. */
const abandonedAfterMs = 24 * 60 * 60 * 1000

/** Looks through the journal and the stages for what was left behind. Cheap when nothing was. */
export async function recover(context: StoreContext): Promise<void> {
  const { backend, journal, locks } = context
  const folders = new Set<string>()
  for await (const { key, owner, modifiedAt, intent } of journal.list()) {
    if (intent !== undefined) folders.add(intent.folder)
    else if (!(isAlive(owner) ?? !isOld(modifiedAt))) await journal.drop(key)
  }
  for (const folder of folders) {
    try {
      // Whoever holds the lock is at work there, or settles it.
      await locks.tryWithLock(folder, () => settleTask(context, folder))
    } catch (error) {
      // One task that cannot be settled does not keep the others from being used.
      if (!isVitrineError(error)) throw error
    }
  }
  for await (const { id, modifiedAt } of backend.listStages()) if (!(isAlive(id) ?? !isOld(modifiedAt))) await backend.dropStage(id)
}

/** Settles every intent of a task, whose lock must be held. What cannot be settled now is left for the next holder. */
export async function settleTask(context: StoreContext, folder: string): Promise<void> {
  try {
    // The locks of a store in a bucket are those of one machine: they say nothing of writers on others.
    const hasSharedLocks = context.backend.capabilities.localPath !== undefined
    for await (const { key, owner, modifiedAt, intent } of context.journal.list()) {
      if (intent?.folder !== folder || !(hasSharedLocks || isAlive(owner) !== undefined || isOld(modifiedAt))) continue
      await undoIntent(context, intent)
      await context.journal.drop(key)
    }
  } catch (error) {
    context.locks.leaveUnsettled(folder)
    throw error
  }
}

const isOld = (modifiedAt: Date) => Date.now() - modifiedAt.getTime() > abandonedAfterMs

/**
 * Brings a task to a state without the intent: what reached the record file stays, what did not is taken back. Afterwards the catalog
 * agrees. Needs no room on the disk, and may be stopped at any instant and done again. The task's lock must be held.
 */
export async function undoIntent(context: StoreContext, intent: Intent): Promise<void> {
  const { backend } = context
  if (intent.verb === 'purge') {
    for (const trashId of intent.trashIds) await dropTrash(backend, trashId)
    await noteTrash(context, intent.trashIds)
    return
  }
  const { folder } = intent
  // What NecroCode put in that place meanwhile is none of this intent's.
  const uploaded = intent.verb === 'upload' ? intent.items[0]?.entry.record : undefined
  if (uploaded !== undefined) await context.necrocode.scanTask(uploaded.specName, uploaded.taskId, folder)
  const task = await readTask(context, folder)
  const isRecorded = (file: string) => namesFile(task, file)
  const isThere = async (key: string) => (await backend.stat(key)) !== undefined
  switch (intent.verb) {
    case 'upload':
      for (const item of intent.items) await undoUpload(context, folder, task, item)
      break
    case 'delete':
      for (const { file, trashId, mark } of intent.items) {
        const bytes = artifactKey(folder, file)
        if (!isRecorded(file)) {
          await dropUnnamed(context, bytes, mark)
          continue
        }
        if ((await isThere(trashContentKey(trashId))) && !(await isThere(bytes))) {
          await backend.move(trashContentKey(trashId), bytes)
          await backend.flush([bytes])
        }
        await dropTrash(backend, trashId)
      }
      await noteTrash(
        context,
        intent.items.map(({ trashId }) => trashId),
      )
      break
    case 'restore':
      for (const item of intent.items) await undoRestore(context, folder, task, item)
      await noteTrash(
        context,
        intent.items.map(({ trashId }) => trashId),
      )
      break
    case 'tag':
      break
  }
  await context.necrocode.repair(folder, await syncTask(context, folder))
}

async function undoUpload(
  context: StoreContext,
  folder: string,
  task: TaskFile | undefined,
  { entry, stageId, replaced, replacedMark, aside }: UploadItem,
): Promise<void> {
  const { backend } = context
  const bytes = artifactKey(folder, entry.file)
  const areShared = backend.capabilities.conditionalWrites
  const isGone = replaced !== undefined && !namesFile(task, replaced)
  if (holdsRecord(task, entry)) {
    if (isGone && !areShared) await backend.delete(artifactKey(folder, replaced))
    if (aside !== undefined) await backend.delete(aside)
  } else if (aside !== undefined && (await backend.stat(aside)) !== undefined) {
    await backend.move(aside, bytes)
    await backend.flush([bytes])
  } else if (!namesFile(task, entry.file)) {
    if (areShared) await dropUnnamed(context, bytes, stageId)
    else await backend.delete(bytes)
  }
  if (isGone) await dropUnnamed(context, artifactKey(folder, replaced), replacedMark)
}

async function undoRestore(
  context: StoreContext,
  folder: string,
  task: TaskFile | undefined,
  { entry, trashId, mark }: RestoreItem,
): Promise<void> {
  const { backend } = context
  const [bytes, trashed] = [artifactKey(folder, entry.file), trashContentKey(trashId)]
  if (holdsRecord(task, entry)) await dropTrash(backend, trashId)
  else if (mark !== undefined) {
    if (!namesFile(task, entry.file)) await dropUnnamed(context, bytes, mark)
  } else if ((await backend.stat(trashed)) === undefined && (await backend.stat(bytes)) !== undefined) {
    await backend.move(bytes, trashed)
    await backend.flush([trashed])
  }
}

const namesFile = (task: TaskFile | undefined, file: string) => task?.entries.some((entry) => entry.file === file) ?? false

/**
 * Bytes that nothing names any more, unless they are others by now: where machines meet, somebody may have taken a place as soon as it was
 * free. An unmarked object is nobody's to delete.
 */
async function dropUnnamed({ backend }: StoreContext, bytes: string, mark: string | undefined): Promise<void> {
  if (mark !== undefined && (await backend.stat(bytes))?.mark === mark) await backend.delete(bytes)
}

function holdsRecord(task: TaskFile | undefined, { file, record }: TaskFile['entries'][number]): boolean {
  const recorded = task?.entries.find((entry) => entry.file === file)?.record
  return recorded?.checksum === record.checksum && recorded.createdAt === record.createdAt
}
