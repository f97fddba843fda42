import { expect, test } from 'vitest'
import { type Job } from '../../../shared/job.ts'
import { createJobWatch, progressOf } from './job-watch.ts'

const job = (change: Partial<Job>): Job => ({
  jobId: 'a',
  verb: 'verify',
  storeUri: 'file:///s',
  state: 'running',
  progress: { done: 0, total: null },
  startedAt: '',
  finishedAt: null,
  failure: null,
  result: null,
  ...change,
})
const done = job({ state: 'done', result: { verb: 'purge', purged: 1, freedBytes: 9 }, verb: 'purge' })

test('the bar is gone without work, and runs without an end where none is known', () => {
  expect(progressOf([])).toBe(-1)
  expect(progressOf([done])).toBe(-1)
  expect(progressOf([job({})])).toBe(2)
  expect(progressOf([job({ progress: { done: 1, total: 0 } })])).toBe(2)
})

test('the bar shows how far all of the work is, and never more than the whole', () => {
  expect(progressOf([job({ progress: { done: 1, total: 4 } }), job({ progress: { done: 3, total: 4 } }), done])).toBe(0.5)
  expect(progressOf([job({ progress: { done: 9, total: 4 } })])).toBe(1)
})

test('the end of a job is told once, also of one that was never seen at work', () => {
  const watch = createJobWatch()
  expect(watch([job({})])).toEqual([])
  const failure = { code: 'store.full', what: 'The store is full.', wayOut: '' }
  expect(watch([job({ state: 'failed', failure }), { ...done, jobId: 'b' }])).toEqual([
    { title: 'The check of checksums failed', body: 'The store is full.' },
    { title: 'The purge is done', body: '1 artifact destroyed.' },
  ])
  expect(watch([done, { ...done, jobId: 'b' }])).toEqual([])
})

test('what somebody cancelled is no news', () => {
  expect(createJobWatch()([job({ state: 'cancelled' })])).toEqual([])
})
