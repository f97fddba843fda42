// What the desktop shows of long work: one bar at the app's icon, and a word when something is over that nobody watched.
import { type Job, type JobVerb } from '../../../shared/job.ts'
import { t } from '../../../shared/language/translate.ts'

/** For `setProgressBar`: a ratio; 2 for work that cannot say how far it is; -1 for none. */
export function progressOf(jobs: readonly Job[]): number {
  const running = jobs.filter(({ state }) => state === 'running')
  if (running.length === 0) return -1
  const ratios = running.flatMap(({ progress: { done, total } }) => (total === null || total === 0 ? [] : [Math.min(1, done / total)]))
  return ratios.length < running.length ? 2 : ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length
}

/** In English: see `sayAgain`. */
export interface JobWord {
  title: string
  body: string
}

const titles: Record<JobVerb, { done: string; failed: string }> = {
  cleanup: { done: t('The cleanup is done'), failed: t('The cleanup failed') },
  verify: { done: t('The check of checksums is done'), failed: t('The check of checksums failed') },
  reindex: { done: t('The new catalog is done'), failed: t('The new catalog failed') },
  restore: { done: t('The restore is done'), failed: t('The restore failed') },
  purge: { done: t('The purge is done'), failed: t('The purge failed') },
}

/**
 * Tells, of each list in turn, which jobs came to their end since the one before; a short one may never have been seen at work. What somebody
 * cancelled is no news to them.
 */
export function createJobWatch(): (jobs: readonly Job[]) => JobWord[] {
  const told = new Set<string>()
  return (jobs) => {
    const ended = jobs.filter(({ jobId, state }) => state !== 'running' && !told.has(jobId))
    for (const { jobId } of ended) told.add(jobId)
    return ended.flatMap((job) => (job.state === 'cancelled' ? [] : [wordOf(job)]))
  }
}

function wordOf({ verb, failure, result }: Job): JobWord {
  if (failure !== null) return { title: titles[verb].failed, body: failure.what }
  return { title: titles[verb].done, body: result === null ? '' : bodyOf(result) }
}

const written = (count: number) => count.toLocaleString('en-US')
const artifacts = (count: number) => (count === 1 ? t('1 artifact') : t('{count} artifacts', { count: written(count) }))

function bodyOf(result: NonNullable<Job['result']>): string {
  switch (result.verb) {
    case 'cleanup':
      return result.failed === 0
        ? t('{artifacts} moved to the trash.', { artifacts: artifacts(result.deleted) })
        : t('{artifacts} moved to the trash, {failed} could not be.', {
            artifacts: artifacts(result.deleted),
            failed: written(result.failed),
          })
    case 'verify':
      return t('{valid} valid, {corrupt} corrupt, {missing} missing.', {
        valid: written(result.report.valid),
        corrupt: written(result.report.corrupt),
        missing: written(result.report.missing),
      })
    case 'reindex':
      return result.tasks === 1 ? t('1 task read.') : t('{count} tasks read.', { count: written(result.tasks) })
    case 'restore':
      return result.failed.length === 0
        ? t('{artifacts} restored.', { artifacts: artifacts(result.restored) })
        : t('{artifacts} restored, {failed} could not be.', {
            artifacts: artifacts(result.restored),
            failed: written(result.failed.length),
          })
    case 'purge':
      return t('{artifacts} destroyed.', { artifacts: artifacts(result.purged) })
  }
}
