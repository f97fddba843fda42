// Long work with progress, cancel and a result, outside any one window.
import { describeError } from '../../shared/error-words.ts'
import { toVitrineError } from '../../shared/errors.ts'
import { type Job, type JobResult, type JobVerb } from '../../shared/job.ts'
import { type Progress } from '../../shared/progress.ts'

export interface Jobs {
  /** Starts work; it reports progress and ends in a result. Gives the job's id at once. */
  start: (verb: JobVerb, storeUri: string, work: (signal: AbortSignal) => AsyncGenerator<Progress, JobResult>) => string
  /** The latest first. */
  list: () => Job[]
  /** Asks a job to stop; one that is over stays as it is. */
  cancel: (jobId: string) => void
  /** Forgets a job that is over. */
  dismiss: (jobId: string) => void
  /** The list, now and after every change of it, at most ten times a second; ends when `signal` fires. */
  watch: (signal: AbortSignal | undefined) => AsyncGenerator<Job[]>
  /** Cancels what runs and waits for it. */
  close: () => Promise<void>
}

interface Entry {
  job: Job
  stop: AbortController
  ended: Promise<void>
}

const keptJobs = 50
const tellMs = 100

export function createJobs(): Jobs {
  let entries: Entry[] = []
  const wakers = new Set<() => void>()
  const tell = () => {
    for (const wake of wakers) wake()
  }

  const run = async (entry: Entry, work: (signal: AbortSignal) => AsyncGenerator<Progress, JobResult>): Promise<void> => {
    const { job, stop } = entry
    try {
      const steps = work(stop.signal)
      for (;;) {
        const step = await steps.next()
        if (step.done === true) {
          job.result = step.value
          break
        }
        job.progress = step.value
        tell()
      }
      job.state = stop.signal.aborted ? 'cancelled' : 'done'
    } catch (error) {
      const known = toVitrineError(error)
      job.state = stop.signal.aborted ? 'cancelled' : 'failed'
      job.failure = stop.signal.aborted ? null : { code: known.code, ...describeError(known) }
    }
    job.finishedAt = new Date().toISOString()
    tell()
  }

  const list = () => entries.map(({ job }) => ({ ...job }))
  return {
    start: (verb, storeUri, work) => {
      const job: Job = {
        jobId: crypto.randomUUID(),
        verb,
        storeUri,
        state: 'running',
        progress: { done: 0, total: null },
        startedAt: new Date().toISOString(),
        finishedAt: null,
        failure: null,
        result: null,
      }
      const entry: Entry = { job, stop: new AbortController(), ended: Promise.resolve() }
      entry.ended = run(entry, work)
      const over = entries.filter((other) => other.job.state !== 'running').slice(keptJobs)
      entries = [entry, ...entries.filter((other) => !over.includes(other))]
      tell()
      return job.jobId
    },
    list,
    cancel: (jobId) => entries.find(({ job }) => job.jobId === jobId)?.stop.abort(),
    dismiss: (jobId) => {
      entries = entries.filter(({ job }) => job.jobId !== jobId || job.state === 'running')
      tell()
    },
    watch: async function* (signal) {
      let wake = Promise.withResolvers<void>()
      const waker = () => wake.resolve()
      wakers.add(waker)
      signal?.addEventListener('abort', waker)
      try {
        for (const isOver = () => signal?.aborted === true; !isOver();) {
          yield list()
          await wake.promise
          wake = Promise.withResolvers<void>()
          await new Promise((resolve) => setTimeout(resolve, tellMs))
        }
      } finally {
        wakers.delete(waker)
        signal?.removeEventListener('abort', waker)
      }
    },
    close: async () => {
      for (const { stop } of entries) stop.abort()
      await Promise.all(entries.map(({ ended }) => ended))
    },
  }
}
