// What reviewers have seen of a task's diffs, each in a file of their own: `.vitrine/viewed/<spec>/<task>/<reviewer>.json`.
import { z } from 'zod'
import { mostViewedMarks, type ViewedChange, viewedMarkSchema } from '../../shared/viewed.ts'
import { changeTask, WriteConflict } from './change-task.ts'
import { encodeSegment, taskFolder, vitrineFolder } from './key.ts'
import { checkWritable, type StoreContext } from './store-context.ts'
import { UnclearWrite } from './backend.ts'
import { defaultReviewer } from './verdicts.ts'

const viewedFileSchema = z.object({
  format: z.literal(1),
  viewed: z.record(viewedMarkSchema, z.string()),
})

/** When each mark was set, oldest first. */
type Marks = ReadonlyMap<string, string>

const folderOf = ({ specName, taskId }: { specName: string; taskId: string }) =>
  taskFolder(specName.normalize('NFC'), taskId.normalize('NFC'))

const keyOf = (folder: string, by: string) => `${vitrineFolder}/viewed/${folder}/${encodeSegment(by.normalize('NFC'))}.json`

/** Marks in a file; one that cannot be read, or is of a later format, counts as empty: what was seen can be looked at again. */
export function parseViewed(content: Uint8Array): Marks {
  try {
    const { viewed } = viewedFileSchema.parse(JSON.parse(Buffer.from(content).toString('utf8')))
    return new Map(Object.entries(viewed).toSorted(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0)))
  } catch {
    return new Map()
  }
}

export function formatViewed(marks: Marks): Uint8Array {
  return Buffer.from(`${JSON.stringify({ format: 1, viewed: Object.fromEntries(marks) }, undefined, 2)}\n`)
}

/** What this reviewer has seen of a task. */
export async function listViewed({ backend }: StoreContext, task: { specName: string; taskId: string }): Promise<string[]> {
  const found = await backend.read(keyOf(folderOf(task), defaultReviewer()))
  return found === undefined ? [] : [...parseViewed(found.content).keys()]
}

/**
 * Sets and removes marks; those that are as wanted already stay as they are. Changes by several windows and machines at once all count.
 * @throws store.denied, store.locked
 */
export async function changeViewed(context: StoreContext, { add, remove, ...task }: ViewedChange): Promise<string[]> {
  checkWritable(context)
  const { backend, databases } = context
  const folder = folderOf(task)
  const key = keyOf(folder, defaultReviewer())
  const marks = await changeTask(context, folder, async () => {
    const found = await backend.read(key)
    const before = found === undefined ? new Map<string, string>() : parseViewed(found.content)
    const gone = new Set(remove)
    const now = context.now().toISOString()
    const kept = [...before].filter(([mark]) => !gone.has(mark))
    const added = add.filter((mark) => !before.has(mark) || gone.has(mark)).map((mark) => [mark, now] as const)
    if (added.length === 0 && kept.length === before.size) return before
    const after = new Map([...kept, ...added].slice(-mostViewedMarks))
    const ifMatch = backend.capabilities.conditionalWrites ? (found?.stamp ?? null) : undefined
    if (!(await write(context, key, formatViewed(after), ifMatch))) throw new WriteConflict()
    return after
  })
  await databases.noteChange('viewed', folder, task)
  context.changed([])
  return [...marks.keys()]
}

async function write({ backend }: StoreContext, key: string, content: Uint8Array, ifMatch: string | null | undefined): Promise<boolean> {
  try {
    if ((await backend.upload(key, content, { ifMatch })) === undefined && ifMatch !== undefined) return false
  } catch (error) {
    // Whether it took place or not: reading again and changing the same marks comes to the same.
    if (error instanceof UnclearWrite) return false
    throw error
  }
  await backend.flush([key])
  return true
}
