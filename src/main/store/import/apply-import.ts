import { isVitrineError, toVitrineError, VitrineError } from '../../../shared/errors.ts'
import { type Progress } from '../../../shared/progress.ts'
import { type ArtifactStore } from '../artifact-store.ts'
import { type ImportItem, type ImportPlan } from './plan-import.ts'

export interface ImportSummary {
  added: number
  /** They were there already, byte for byte. */
  unchanged: number
  failed: { path: string; error: VitrineError }[]
  skipped: ImportPlan['skipped']
}

/**
 * Files on their way in: so many that those of a task go together, and that the catalog follows many tasks at once, for it writes each page
 * of its indexes once for all of them; and so few that what they hold stays small.
 */
const mostAtOnce = 512
const mostBytesAtOnce = 16 * 1024 * 1024
/** A larger file is streamed, and holds about as much. */
const mostBytesEach = 2 * 1024 * 1024

/** Uploads what was planned and closes the plan. A file that fails is named in the summary and does not stop the others. */
export async function* applyImport(
  store: ArtifactStore,
  plan: ImportPlan,
  { signal }: { signal?: AbortSignal | undefined } = {},
): AsyncGenerator<Progress, ImportSummary> {
  const summary: ImportSummary = { added: 0, unchanged: 0, failed: [], skipped: plan.skipped }
  const progress: Progress = { done: 0, total: plan.items.length, current: '' }
  const running = new Set<Promise<void>>()
  let heldBytes = 0
  let next = Promise.withResolvers<void>()
  const hasRoom = (bytes: number) => running.size === 0 || (running.size < mostAtOnce && heldBytes + bytes <= mostBytesAtOnce)
  const run = async (item: ImportItem, bytes: number) => {
    heldBytes += bytes
    await importItem(store, item, summary, signal)
    heldBytes -= bytes
    progress.done++
    progress.current = item.path
    next.resolve()
    next = Promise.withResolvers()
  }
  try {
    for (const item of plan.items) {
      const bytes = Math.min(item.sizeBytes, mostBytesEach)
      while (!hasRoom(bytes)) {
        await next.promise
        yield { ...progress }
      }
      signal?.throwIfAborted()
      const work = run(item, bytes).finally(() => running.delete(work))
      running.add(work)
    }
    while (progress.done < plan.items.length) {
      await next.promise
      yield { ...progress }
    }
  } finally {
    await Promise.all(running)
    await plan.close()
  }
  return summary
}

async function importItem(store: ArtifactStore, item: ImportItem, summary: ImportSummary, signal: AbortSignal | undefined): Promise<void> {
  const { path, open, sizeBytes: _sizeBytes, ...options } = item
  try {
    const { isNew } = await store.upload(await open(), { ...options, signal })
    if (isNew) summary.added++
    else summary.unchanged++
  } catch (error) {
    summary.failed.push({
      path,
      error: isFileError(error)
        ? new VitrineError('path.unreadable', { path, reason: error.message }, { cause: error })
        : toVitrineError(error),
    })
  }
}

/** Files that vanish, and entries of archives that are not what they claim. */
function isFileError(error: unknown): error is Error {
  return error instanceof Error && !isVitrineError(error)
}
