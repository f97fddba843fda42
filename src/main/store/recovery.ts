// Finishing or undoing what a killed process, or a write that failed half-way, left behind [S5].
import { isAlive } from '../process-owner.ts'
import { artifactKey } from './key.ts'
import { type Intent } from './journal.ts'
import { readTask, type StoreContext, syncTask } from './store-context.ts'
import { dropTrash, trashContentKey, trashRecordKey } from './trash.ts'
import { recordUpload } from './record-upload.ts'

/** Files that nobody alive may still be writing are swept when they are older than this. */
const abandonedAfterMs = 24 * 60 * 60 * 1000

/** Looks through the journal, the stages and the trash for what dead processes left. Cheap when they left nothing. */
export async function recover(context: StoreContext): Promise<void> {
  const { backend, journal, locks } = context
  for await (const { key, owner, intent } of journal.list()) {
    if (!isAbandoned(owner, (await backend.stat(key))?.modifiedAt)) continue
    if (intent !== undefined) await locks.withLock(intent.folder, () => undoIntent(context, intent))
    await journal.drop(key)
  }
  for await (const { id, modifiedAt } of backend.listStages()) if (isAbandoned(id, modifiedAt)) await backend.dropStage(id)
}

function isAbandoned(owner: string, modifiedAt: Date | undefined): boolean {
  const alive = isAlive(owner)
  return alive === undefined ? modifiedAt !== undefined && Date.now() - modifiedAt.getTime() > abandonedAfterMs : !alive
}

/**
 * Brings a task to a state without the intent: what reached the record file stays, what did not is taken back, and an upload whose bytes
 * are already in place is recorded. Afterwards the catalog agrees. The task's lock must be held.
 */
export async function undoIntent(context: StoreContext, intent: Intent): Promise<void> {
  const { backend } = context
  const { folder } = intent
  const task = await readTask(context, folder)
  const isRecorded = (file: string) => task?.entries.some((entry) => entry.file === file) ?? false
  switch (intent.verb) {
    case 'upload': {
      const { entry, replaced, stageId } = intent
      const recorded = task?.entries.find(({ file }) => file === entry.file)
      const bytes = await backend.stat(artifactKey(folder, entry.file))
      const isStaged = await hasStage(context, stageId)
      await backend.dropStage(stageId)
      if (recorded?.record.checksum === entry.record.checksum && recorded.record.createdAt === entry.record.createdAt) {
        if (replaced !== undefined && !isRecorded(replaced)) await backend.delete(artifactKey(folder, replaced))
      } else if (bytes !== undefined && !isStaged && bytes.sizeBytes === entry.record.size) {
        const { specName, taskId } = entry.record
        const before = task ?? { specName, taskId, entries: [], retiredVersions: new Map(), unreadable: [] }
        await recordUpload(context, folder, before, entry, replaced)
      }
      break
    }
    case 'delete':
      for (const { file, trashId } of intent.items) {
        if (!isRecorded(file)) continue
        if ((await backend.stat(trashContentKey(trashId))) !== undefined)
          await backend.move(trashContentKey(trashId), artifactKey(folder, file))
        await dropTrash(backend, trashId)
        await backend.flush([artifactKey(folder, file)])
      }
      break
    case 'restore': {
      const { file } = intent.entry
      if (isRecorded(file)) await dropTrash(backend, intent.trashId)
      else if (
        (await backend.stat(artifactKey(folder, file))) !== undefined &&
        (await backend.stat(trashRecordKey(intent.trashId))) !== undefined
      ) {
        await backend.move(artifactKey(folder, file), trashContentKey(intent.trashId))
        await backend.flush([trashContentKey(intent.trashId)])
      }
      break
    }
    case 'tag':
      break
  }
  await syncTask(context, folder)
}

async function hasStage({ backend }: StoreContext, stageId: string): Promise<boolean> {
  for await (const { id } of backend.listStages()) if (id === stageId) return true
  return false
}
