// What the desktop shows of long work: one bar at the app's icon, and a word when something is over that nobody watched.
import { type Job, type JobVerb } from '../../../shared/job.ts'

/** For `setProgressBar`: a ratio; 2 for work that cannot say how far it is; -1 for none. */
export function progressOf(jobs: readonly Job[]): number {
  const running = jobs.filter(({ state }) => state === 'running')
  if (running.length === 0) return -1
  const ratios = running.flatMap(({ progress: { done, total } }) => (total === null || total === 0 ? [] : [Math.min(1, done / total)]))
  return ratios.length < running.length ? 2 : ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length
}

export interface JobWord {
  title: string
  body: string
}

const names: Record<JobVerb, string> = {
  cleanup: 'The cleanup',
  verify: 'The check of checksums',
  reindex: 'The new catalog',
  restore: 'The restore',
  purge: 'The purge',
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
  if (failure !== null) return { title: `${names[verb]} failed`, body: failure.what }
  return { title: `${names[verb]} is done`, body: result === null ? '' : bodyOf(result) }
}

const artifacts = (count: number) => (count === 1 ? '1 artifact' : `${count} artifacts`)

function bodyOf(result: NonNullable<Job['result']>): string {
  switch (result.verb) {
    case 'cleanup':
      return `${artifacts(result.deleted)} moved to the trash${result.failed === 0 ? '' : `, ${result.failed} could not be`}.`
    case 'verify':
      return `${result.report.valid} valid, ${result.report.corrupt} corrupt, ${result.report.missing} missing.`
    case 'reindex':
      return result.tasks === 1 ? '1 task read.' : `${result.tasks} tasks read.`
    case 'restore':
      return `${artifacts(result.restored)} restored${result.failed.length === 0 ? '' : `, ${result.failed.length} could not be`}.`
    case 'purge':
      return `${artifacts(result.purged)} destroyed.`
  }
}
