import { expect, it } from 'vitest'
import { type Job } from '../../../../shared/job.ts'
import { jobWords, needsLook, paceOf } from './job-words.ts'

const start = Date.parse('2026-11-21T08:00:00.000Z')
const job: Job = {
  jobId: 'j',
  verb: 'verify',
  storeUri: 'file:///s',
  state: 'running',
  progress: { done: 500, total: 2000 },
  startedAt: new Date(start).toISOString(),
  finishedAt: null,
  failure: null,
  result: null,
}
const verified = (corrupt: number): Job => ({
  ...job,
  state: 'done',
  result: { verb: 'verify', report: { valid: 1999, corrupt, missing: 0, unrecorded: 0, isComplete: true }, findings: [] },
})

it('a running job says how far it is, how fast it goes and how long it will take', () => {
  expect(jobWords(job, start + 5000)).toBe('500 of 2,000 artifacts, 100 a second, 15.0 s left')
  expect(jobWords({ ...job, progress: { done: 500, total: 2000, bytes: 3 * 1024 * 1024 } }, start + 5000)).toBe(
    '500 of 2,000 artifacts, 3.00 MB, 100 a second, 15.0 s left',
  )
  expect(jobWords({ ...job, progress: { done: 500, total: null } }, start + 5000)).toBe('500 artifacts, 100 a second')
})

it('nothing is said about the pace of what has just begun', () => {
  expect(paceOf(job, start + 500)).toBeUndefined()
  expect(paceOf({ ...job, progress: { done: 0, total: 9 } }, start + 5000)).toBeUndefined()
})

it('a job that is over says what it came to, and whether somebody should look', () => {
  expect(jobWords(verified(1), start)).toBe('1,999 valid, 1 corrupt, 0 missing, 0 unrecorded')
  expect([needsLook(verified(1)), needsLook(verified(0)), needsLook(job)]).toEqual([true, false, false])
  expect(jobWords({ ...job, state: 'cancelled', result: { verb: 'purge', purged: 1, freedBytes: 2048 } }, start)).toBe(
    'Cancelled: 1 artifact destroyed, 2.00 KB freed',
  )
  expect(jobWords({ ...job, state: 'failed', failure: { code: 'internal', what: 'It broke.', wayOut: 'Try again.' } }, start)).toBe(
    'Failed: It broke. Try again.',
  )
})
