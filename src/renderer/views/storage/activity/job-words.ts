// What jobs are called, how fast they go, and what they came to.
import { sayFailureWords } from '../../../../shared/language/say-reason.ts'
import { listed, type Noun, t } from '../../../../shared/language/translate.ts'
import { formatBytes } from '../../../../shared/bytes.ts'
import { type Job, type JobResult, type JobVerb } from '../../../../shared/job.ts'
import { formatDuration } from '../../../ui/words/moment.ts'
import { formatCount, plural } from '../../../ui/words/plural.ts'

export const verbWords: Record<JobVerb, string> = {
  cleanup: t('Cleanup'),
  verify: t('Verification'),
  reindex: t('Reindex'),
  restore: t('Restore'),
  purge: t('Purge'),
}

const units: Record<JobVerb, Noun> = { cleanup: 'artifact', verify: 'artifact', reindex: 'task', restore: 'artifact', purge: 'artifact' }

/** Below this nobody can tell how fast it goes. */
const shortestMs = 1000

export interface Pace {
  perSecond: number
  /** Null while the end is not known. */
  leftMs: number | null
}

export function paceOf({ progress: { done, total }, startedAt }: Pick<Job, 'progress' | 'startedAt'>, nowMs: number): Pace | undefined {
  const elapsedMs = nowMs - Date.parse(startedAt)
  if (elapsedMs < shortestMs || done === 0) return undefined
  const perSecond = (done / elapsedMs) * 1000
  return { perSecond, leftMs: total === null ? null : Math.max(0, ((total - done) / perSecond) * 1000) }
}

/** `1,200 of 5,000 artifacts, 40.2 MB, 310 a second, 12.3 s left`. */
function progressWords({ verb, progress, startedAt }: Pick<Job, 'verb' | 'progress' | 'startedAt'>, nowMs: number): string {
  const { done, total, bytes } = progress
  const pace = paceOf({ progress, startedAt }, nowMs)
  return listed([
    total === null ? plural(done, units[verb]) : t('{done} of {total}', { done: formatCount(done), total: plural(total, units[verb]) }),
    ...(bytes === undefined ? [] : [formatBytes(bytes)]),
    ...(pace === undefined ? [] : [t('{count} a second', { count: formatCount(Math.max(1, Math.round(pace.perSecond))) })]),
    ...(pace?.leftMs === undefined || pace.leftMs === null ? [] : [t('{duration} left', { duration: formatDuration(pace.leftMs) })]),
  ])
}

/** What it came to, in the past tense. */
function resultWords(result: JobResult): string {
  switch (result.verb) {
    case 'cleanup': {
      const { deleted, skipped, freedBytes } = result
      return listed([
        t('{artifacts} moved to the trash, {freedBytes}', { artifacts: plural(deleted, 'artifact'), freedBytes: formatBytes(freedBytes) }),
        ...(skipped > 0 ? [t('{count} skipped', { count: formatCount(skipped) })] : []),
      ])
    }
    case 'verify': {
      const { valid, corrupt, missing, unrecorded } = result.report
      return t('{valid} valid, {corrupt} corrupt, {missing} missing, {unrecorded} unrecorded', {
        valid: formatCount(valid),
        corrupt: formatCount(corrupt),
        missing: formatCount(missing),
        unrecorded: formatCount(unrecorded),
      })
    }
    case 'reindex':
      return t('{tasks} read', { tasks: plural(result.tasks, 'task') })
    case 'restore':
      return listed([
        t('{artifacts} restored', { artifacts: plural(result.restored, 'artifact') }),
        ...(result.failed.length > 0 ? [t('{count} not', { count: formatCount(result.failed.length) })] : []),
      ])
    case 'purge':
      return t('{artifacts} destroyed, {freedBytes} freed', {
        artifacts: plural(result.purged, 'artifact'),
        freedBytes: formatBytes(result.freedBytes),
      })
  }
}

const stateWords: Record<Exclude<Job['state'], 'done'>, string> = { running: t('Running'), cancelled: t('Cancelled'), failed: t('Failed') }

/** One line about a job in whichever state it is. */
export function jobWords(job: Job, nowMs: number): string {
  const { state, failure, result } = job
  if (state === 'running') return progressWords(job, nowMs)
  if (state === 'failed' && failure !== null) return `${stateWords.failed}: ${sayFailureWords(failure)}`
  const words = result === null ? '' : resultWords(result)
  if (state === 'done') return words
  return words === '' ? stateWords[state] : `${stateWords[state]}: ${words}`
}

/** True for one whose end somebody should look at. */
export function needsLook({ state, result }: Job): boolean {
  if (state === 'failed') return true
  if (result?.verb === 'verify') return result.report.corrupt + result.report.missing > 0
  if (result?.verb === 'restore') return result.failed.length > 0
  return result?.verb === 'cleanup' && result.failed > 0
}
