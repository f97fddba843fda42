// The long work that windows can start, each as a job.
import { setTimeout } from 'node:timers/promises'
import { describeError } from '../../shared/error-words.ts'
import { toVitrineError } from '../../shared/errors.ts'
import { type ArtifactFilter } from '../../shared/artifact-list.ts'
import { type JobResult } from '../../shared/job.ts'
import { type RetentionPlan } from '../../shared/retention.ts'
import { type TrashSelection } from '../../shared/trash.ts'
import { type VerifyFinding } from '../../shared/verify.ts'
import { type ArtifactStore } from '../store/artifact-store.ts'
import { type Jobs } from './jobs.ts'

const keptFindings = 1000
const tellMs = 100

export function startCleanup(jobs: Jobs, store: ArtifactStore, plan: RetentionPlan): string {
  return jobs.start('cleanup', store.uri, async function* (signal) {
    const { planId, deleted, skipped, freedBytes } = yield* store.applyCleanup(plan, { signal })
    const failed = skipped.filter(({ because }) => because === 'failed').length
    return { verb: 'cleanup', planId, deleted: deleted.length, skipped: skipped.length, failed, freedBytes }
  })
}

export function startVerify(jobs: Jobs, store: ArtifactStore, filter: ArtifactFilter | undefined): string {
  return jobs.start('verify', store.uri, async function* (signal) {
    const findings: VerifyFinding[] = []
    const steps = store.verify({ filter, signal })
    for (;;) {
      const step = await steps.next()
      if (step.done === true) return { verb: 'verify', report: step.value, findings }
      const { found, ...progress } = step.value
      findings.push(...found.slice(0, keptFindings - findings.length))
      yield progress
    }
  })
}

export function startReindex(jobs: Jobs, store: ArtifactStore): string {
  return jobs.start('reindex', store.uri, async function* (signal) {
    let tasks = 0
    for await (const progress of store.reindex({ everything: true })) {
      tasks = progress.done
      yield progress
      // What is left is read by the next one; the catalog stays right in itself.
      if (signal.aborted) break
    }
    return { verb: 'reindex', tasks }
  })
}

interface RestoreRequest {
  selection: TrashSelection
  asNewVersion: boolean
}

/** Artifacts that are restored at the same time: those of a task come back together. */
const restoredAtOnce = 200

/**
 * Entries in the order in which they were deleted, those of a task together. What is named is taken even when it cannot be read: then it
 * fails, and its failure is said.
 */
async function groupsOf(store: ArtifactStore, selection: TrashSelection): Promise<string[][]> {
  if ('trashIds' in selection) return [selection.trashIds]
  const trashed = await store.listTrash(selection.choice)
  const inTasks = Map.groupBy(trashed, ({ record: { specName, taskId } }) => JSON.stringify([specName, taskId]))
  return Array.from(inTasks.values(), (items) => items.map(({ trashId }) => trashId))
}

export function startRestore(jobs: Jobs, store: ArtifactStore, { selection, asNewVersion }: RestoreRequest): string {
  return jobs.start('restore', store.uri, async function* (signal) {
    const failed: Extract<JobResult, { verb: 'restore' }>['failed'] = []
    let restored = 0
    let bytes = 0
    const restore = async (trashId: string) => {
      try {
        for (const { record } of await store.restore([trashId], { asNewVersion })) bytes += record.size
        restored++
      } catch (error) {
        const known = toVitrineError(error)
        failed.push({
          trashId,
          uri: 'uri' in known.details ? known.details.uri : trashId,
          reason: describeError(known).what,
          isConflict: known.code === 'artifact.exists',
        })
      }
    }
    const groups = await groupsOf(store, selection)
    const total = groups.reduce((sum, { length }) => sum + length, 0)
    const waiting = groups.flat().values()
    const work = async () => {
      for (const trashId of waiting) {
        if (signal.aborted) return
        await restore(trashId)
      }
    }
    const all = Promise.all(Array.from({ length: restoredAtOnce }, work)).then(() => true)
    for (let isOver = false; !isOver;) {
      yield { done: restored + failed.length, total, bytes }
      isOver = await Promise.race([all, setTimeout(tellMs, false)])
    }
    yield { done: restored + failed.length, total, bytes }
    return { verb: 'restore', restored, failed }
  })
}

const purgedAtOnce = 100

export function startPurge(jobs: Jobs, store: ArtifactStore, selection: TrashSelection): string {
  return jobs.start('purge', store.uri, async function* (signal) {
    const wanted = 'trashIds' in selection ? new Set(selection.trashIds) : undefined
    const listed = await store.listTrash('choice' in selection ? selection.choice : {})
    const sizes = new Map(listed.flatMap(({ trashId, record }) => (wanted?.has(trashId) === false ? [] : [[trashId, record.size]])))
    // What cannot be read is not listed, and can be purged by its name.
    const trashIds = wanted === undefined ? [...sizes.keys()] : [...wanted]
    let purged = 0
    let freedBytes = 0
    for (let start = 0; start < trashIds.length && !signal.aborted; start += purgedAtOnce) {
      const batch = trashIds.slice(start, start + purgedAtOnce)
      await store.purge(batch)
      purged += batch.length
      for (const trashId of batch) freedBytes += sizes.get(trashId) ?? 0
      yield { done: purged, total: trashIds.length, bytes: freedBytes }
    }
    return { verb: 'purge', purged, freedBytes }
  })
}
