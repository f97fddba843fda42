import { type Json } from '../../shared/artifact.ts'
import { type Artifact } from '../../shared/artifact-list.ts'
import { changeTask } from './change-task.ts'
import { checkName } from './key.ts'
import { checkWritable, foundOr, readTask, recordWrite, type StoreContext } from './store-context.ts'
import { type TaskEntry } from './task-file.ts'

/** `set` replaces all tags; then `remove`, then `add` are applied. */
export interface TagChange {
  set?: readonly string[]
  remove?: readonly string[]
  add?: readonly string[]
  /** Replaces the metadata under these names; the others stay. */
  metadata?: Record<string, Json>
}

/** Changes what is said of an artifact; tags are a set. @throws artifact.not-found, name.invalid */
export async function tagArtifact(context: StoreContext, uri: string, change: TagChange): Promise<Artifact> {
  checkWritable(context)
  const { folder, file } = foundOr(await context.placeOf(uri), uri)
  const check = (tags: readonly string[] | undefined) => (tags ?? []).map((tag) => checkName('tag', tag))
  const [set, remove, add] = [change.set && check(change.set), new Set(check(change.remove)), check(change.add)]
  await changeTask(context, folder, async () => {
    const task = await readTask(context, folder)
    const entry = task?.entries.find((candidate) => candidate.file === file)
    if (task === undefined || entry === undefined) return
    const tags = [...new Set([...(set ?? entry.record.tags).filter((tag) => !remove.has(tag)), ...add])]
    const metadata = { ...entry.record.metadata, ...change.metadata }
    const tagged: TaskEntry = { file, record: { ...entry.record, tags, metadata } }
    const after = { ...task, entries: task.entries.map((candidate) => (candidate === entry ? tagged : candidate)) }
    await context.journal.run({ verb: 'tag', folder }, () =>
      recordWrite(context, { verb: 'tag', folder, task: after, put: [tagged], removed: [] }, []),
    )
  })
  return foundOr(await context.databases.find({ folder, file }), uri)
}
