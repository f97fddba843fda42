import { createReadStream } from 'node:fs'
import { toVitrineError, VitrineError } from '../../../shared/errors.ts'
import { type Progress } from '../../../shared/progress.ts'
import { type ArtifactStore } from '../artifact-store.ts'
import { type ImportItem, type ImportPlan } from './plan-import.ts'

/** What became of a planned file. */
export type ImportOutcome = { item: ImportItem; uri: string; isNew: boolean } | { item: ImportItem; error: VitrineError }

export interface ImportSummary {
  added: number
  /** They were there already, byte for byte. */
  unchanged: number
  failed: { path: string; error: VitrineError }[]
  skipped: ImportPlan['skipped']
}

const parallel = 8

/** Uploads what was planned. A file that fails is named in the summary and does not stop the others. */
export async function* applyImport(
  store: ArtifactStore,
  plan: ImportPlan,
  { signal }: { signal?: AbortSignal | undefined } = {},
): AsyncGenerator<Progress, ImportSummary> {
  const summary: ImportSummary = { added: 0, unchanged: 0, failed: [], skipped: plan.skipped }
  let done = 0
  for (let start = 0; start < plan.items.length; start += parallel) {
    signal?.throwIfAborted()
    const batch = plan.items.slice(start, start + parallel)
    for (const outcome of await Promise.all(batch.map((item) => importItem(store, item, signal)))) {
      done++
      if ('error' in outcome) summary.failed.push({ path: outcome.item.path, error: outcome.error })
      else if (outcome.isNew) summary.added++
      else summary.unchanged++
    }
    yield { done, total: plan.items.length, current: batch.at(-1)?.path ?? '' }
  }
  return summary
}

async function importItem(store: ArtifactStore, item: ImportItem, signal: AbortSignal | undefined): Promise<ImportOutcome> {
  const { path, specName, taskId, name, type, version, metadata } = item
  try {
    const { record, isNew } = await store.upload(createReadStream(path, { highWaterMark: 1024 * 1024 }), {
      specName,
      taskId,
      name,
      type,
      version,
      metadata,
      signal,
    })
    return { item, uri: record.uri, isNew }
  } catch (error) {
    const isFileError = error instanceof Error && 'syscall' in error
    return { item, error: isFileError ? new VitrineError('path.unreadable', { path, reason: error.message }) : toVitrineError(error) }
  }
}
