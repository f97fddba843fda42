import { artifactKey } from './key.ts'
import { recordWrite, type StoreContext } from './store-context.ts'
import { type TaskEntry, type TaskFile } from './task-file.ts'

/** What follows once an upload's bytes are in place; recovery does the same. */
export async function recordUpload(
  context: StoreContext,
  folder: string,
  task: TaskFile,
  entry: TaskEntry,
  replaced: string | undefined,
): Promise<void> {
  const after: TaskFile = { ...task, entries: [...task.entries.filter(({ file }) => file !== entry.file && file !== replaced), entry] }
  const removed = replaced === undefined ? [] : [replaced]
  await recordWrite(context, { verb: 'upload', folder, task: after, put: [entry], removed }, [artifactKey(folder, entry.file)])
  // Only now does nothing name the old bytes any more.
  if (replaced !== undefined) await context.backend.delete(artifactKey(folder, replaced))
}
