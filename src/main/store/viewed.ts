// What reviewers have seen of a task's diffs, each in a file of their own: `.vitrine/viewed/<spec>/<task>/<reviewer>.json`.
import { z } from 'zod'
import { mostViewedMarks, type ViewedChange, viewedMarkSchema } from '../../shared/review/viewed.ts'
import { taskFolder } from './key.ts'
import { changeReviewerFile, readReviewerFile, type ReviewerFile } from './reviewer-file.ts'
import { type StoreContext } from './store-context.ts'

const viewedFileSchema = z.object({
  format: z.literal(1),
  viewed: z.record(viewedMarkSchema, z.string()),
})

/** When each mark was set, oldest first. */
type Marks = ReadonlyMap<string, string>

const folderOf = ({ specName, taskId }: { specName: string; taskId: string }) =>
  taskFolder(specName.normalize('NFC'), taskId.normalize('NFC'))

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

const viewedFile = (folder: string): ReviewerFile<Marks> => ({ folder: `viewed/${folder}`, parse: parseViewed, format: formatViewed })

/** What this reviewer has seen of a task. */
export async function listViewed(context: StoreContext, task: { specName: string; taskId: string }): Promise<string[]> {
  return [...(await readReviewerFile(context, viewedFile(folderOf(task)))).keys()]
}

/**
 * Sets and removes marks; those that are as wanted already stay as they are. Changes by several windows and machines at once all count.
 * @throws store.denied, store.locked
 */
export async function changeViewed(context: StoreContext, { add, remove, ...task }: ViewedChange): Promise<string[]> {
  const folder = folderOf(task)
  const gone = new Set(remove)
  const change = (before: Marks): Marks => {
    const now = context.now().toISOString()
    const kept = [...before].filter(([mark]) => !gone.has(mark))
    const added = add.filter((mark) => !before.has(mark) || gone.has(mark)).map((mark) => [mark, now] as const)
    return added.length === 0 && kept.length === before.size ? before : new Map([...kept, ...added].slice(-mostViewedMarks))
  }
  const marks = await changeReviewerFile(context, viewedFile(folder), { lock: folder, change })
  await context.databases.noteChange('viewed', folder, task)
  context.changed([])
  return [...marks.keys()]
}
