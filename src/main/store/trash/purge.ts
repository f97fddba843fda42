// Purge [S8]: the only thing that destroys.
import { isVitrineError } from '../../../shared/errors.ts'
import { changeTask } from '../change-task.ts'
import { taskFolder } from '../key.ts'
import { checkWritable, type StoreContext } from '../store-context.ts'
import { dropTrash, readTrash, trashRecordKey } from './trash-entry.ts'

/** Destroys trashed artifacts: the only thing that does. Ids that name none count as done. */
export async function purgeArtifacts(context: StoreContext, trashIds: readonly string[]): Promise<void> {
  checkWritable(context)
  const gone: string[] = []
  const found: { trashId: string; folder: string }[] = []
  for (const trashId of trashIds) {
    const folder = await findTrashedFolder(context, trashId)
    if (folder === undefined) gone.push(trashId)
    else found.push({ trashId, folder })
  }
  if (gone.length > 0) await context.databases.forgetTrash(gone)
  for (const [folder, items] of Map.groupBy(found, (item) => item.folder)) {
    const trashIds = items.map(({ trashId }) => trashId)
    const purge = async () => {
      for (const trashId of trashIds) await dropTrash(context.backend, trashId)
      await context.databases.forgetTrash(trashIds)
    }
    try {
      await changeTask(context, folder, () => context.journal.run({ verb: 'purge', folder, trashIds }, purge))
    } catch (error) {
      // A full disk has no room for a lock or an intent, and must not keep anyone from making some.
      if (!isVitrineError(error, 'store.full')) throw error
      await purge()
    }
  }
}

/** The folder of the task that a trashed artifact is of; of one whose record is damaged, a name of its own. */
async function findTrashedFolder({ backend, settings }: StoreContext, trashId: string): Promise<string | undefined> {
  try {
    const { record } = await readTrash(backend, trashId, settings.trashDays)
    return taskFolder(record.specName, record.taskId)
  } catch (error) {
    if (isVitrineError(error, 'record.unreadable')) return trashRecordKey(trashId)
    if (isVitrineError(error, 'artifact.not-found')) return undefined
    throw error
  }
}
