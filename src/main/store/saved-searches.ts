// The searches that reviewers keep in a store, each in a file of their own: `.vitrine/searches/<reviewer>.json`.
import { z } from 'zod'
import { mostSavedSearches, type SavedSearchChange, savedSearchSchema } from '../../shared/saved-search.ts'
import { vitrineFolder } from './key.ts'
import { changeReviewerFile, readReviewerFile, type ReviewerFile } from './reviewer-file.ts'
import { type StoreContext } from './store-context.ts'

const searchFileSchema = z.object({ format: z.literal(1), searches: z.array(savedSearchSchema) })

const searchFile: ReviewerFile<string[]> = { folder: 'searches', parse: parseSavedSearches, format: formatSavedSearches }

/** Searches in a file, the latest first; one that cannot be read, or is of a later format, counts as empty. */
export function parseSavedSearches(content: Uint8Array): string[] {
  try {
    return searchFileSchema.parse(JSON.parse(Buffer.from(content).toString('utf8'))).searches
  } catch {
    return []
  }
}

export function formatSavedSearches(searches: readonly string[]): Uint8Array {
  return Buffer.from(`${JSON.stringify({ format: 1, searches }, undefined, 2)}\n`)
}

/** The searches that this reviewer keeps, the latest first. */
export function listSavedSearches(context: StoreContext): Promise<string[]> {
  return readReviewerFile(context, searchFile)
}

/**
 * Adds searches, or moves them to the front, and removes others. Changes by several windows and machines at once all count.
 * @throws store.denied, store.locked
 */
export async function changeSavedSearches(context: StoreContext, { add, remove }: SavedSearchChange): Promise<string[]> {
  const changed = new Set([...add, ...remove])
  const change = (before: string[]) => {
    const after = [...new Set(add), ...before.filter((search) => !changed.has(search))].slice(0, mostSavedSearches)
    return after.join('\n') === before.join('\n') ? before : after
  }
  const folder = `${vitrineFolder}/searches`
  const searches = await changeReviewerFile(context, searchFile, { lock: folder, change })
  await context.databases.noteChange('search', folder, { specName: '', taskId: '' })
  context.changed([])
  return searches
}
