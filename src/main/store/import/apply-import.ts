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

const parallel = 8

/** Uploads what was planned and closes the plan. A file that fails is named in the summary and does not stop the others. */
export async function* applyImport(
  store: ArtifactStore,
  plan: ImportPlan,
  { signal }: { signal?: AbortSignal | undefined } = {},
): AsyncGenerator<Progress, ImportSummary> {
  const summary: ImportSummary = { added: 0, unchanged: 0, failed: [], skipped: plan.skipped }
  try {
    for (let start = 0; start < plan.items.length; start += parallel) {
      signal?.throwIfAborted()
      const batch = plan.items.slice(start, start + parallel)
      await Promise.all(batch.map((item) => importItem(store, item, summary, signal)))
      yield { done: start + batch.length, total: plan.items.length, current: batch.at(-1)?.path ?? '' }
    }
  } finally {
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
