// A file of one reviewer's own in the store: read, changed and written, so that changes by several windows and machines at once all count.
import { UnclearWrite } from './backend.ts'
import { changeTask, WriteConflict } from './change-task.ts'
import { encodeSegment, vitrineFolder } from './key.ts'
import { checkWritable, type StoreContext } from './store-context.ts'
import { defaultReviewer } from './verdicts.ts'

/** `parse` never throws: a file that cannot be read, or is of a later format, counts as empty. */
export interface ReviewerFile<T> {
  /** The folder below `.vitrine/`. */
  folder: string
  parse: (content: Uint8Array) => T
  format: (value: T) => Uint8Array
}

/** Its `<reviewer>.json` in the store. */
const keyOf = ({ folder }: { folder: string }) => `${vitrineFolder}/${folder}/${encodeSegment(defaultReviewer().normalize('NFC'))}.json`

const nothing = new Uint8Array()

/** What this reviewer's file says. */
export async function readReviewerFile<T>({ backend }: StoreContext, file: ReviewerFile<T>): Promise<T> {
  return file.parse((await backend.read(keyOf(file)))?.content ?? nothing)
}

/**
 * Changes this reviewer's file under the lock `lock`, and answers what it says then. `change` may run more than once; it answers what it was given
 * when nothing is to be written.
 * @throws store.denied, store.locked
 */
export async function changeReviewerFile<T>(
  context: StoreContext,
  file: ReviewerFile<T>,
  { lock, change }: { lock: string; change: (before: T) => T },
): Promise<T> {
  checkWritable(context)
  const { backend } = context
  const key = keyOf(file)
  return changeTask(context, lock, async () => {
    const found = await backend.read(key)
    const before = file.parse(found?.content ?? nothing)
    const after = change(before)
    if (after === before) return before
    const ifMatch = backend.capabilities.conditionalWrites ? (found?.stamp ?? null) : undefined
    if (!(await write(context, key, file.format(after), ifMatch))) throw new WriteConflict()
    return after
  })
}

async function write({ backend }: StoreContext, key: string, content: Uint8Array, ifMatch: string | null | undefined): Promise<boolean> {
  try {
    if ((await backend.upload(key, content, { ifMatch })) === undefined && ifMatch !== undefined) return false
  } catch (error) {
    // Whether it took place or not: reading again and changing the same comes to the same.
    if (error instanceof UnclearWrite) return false
    throw error
  }
  await backend.flush([key])
  return true
}
