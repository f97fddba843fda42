import { expect, test } from 'vitest'
import { type Job } from '../../../shared/job.ts'
import { speechOf } from '../../../shared/language/speech.ts'
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

test('the end of a job is told in the language of the window', async () => {
  const { sayAgain } = await speechOf('ja')
  const report = { valid: 1200, corrupt: 1, missing: 0, unrecorded: 0, isComplete: true }
  const results: [Job['verb'], Job['result']][] = [
    ['cleanup', { verb: 'cleanup', planId: 'p', deleted: 1, skipped: 2, failed: 2, freedBytes: 3 }],
    ['verify', { verb: 'verify', report, findings: [] }],
    ['reindex', { verb: 'reindex', tasks: 7 }],
    ['restore', { verb: 'restore', restored: 2, failed: [] }],
    ['purge', { verb: 'purge', purged: 1200, freedBytes: 9 }],
  ]
  const jobs = results.map(([verb, result], index) => job({ jobId: String(index), verb, state: 'done', result }))
  const said = createJobWatch()(jobs).map(({ title, body }) => `${sayAgain(title)} ${sayAgain(body)}`)
  expect(said).toEqual([
    'クリーンアップが終わりました 成果物 1 件をゴミ箱に移しました。2 件は移せませんでした。',
    'チェックサムの検証が終わりました 正常 1,200 件、破損 1 件、欠落 0 件。',
    'カタログの再作成が終わりました タスク 7 件を読みました。',
    '復元が終わりました 成果物 2 件を復元しました。',
    '完全削除が終わりました 成果物 1,200 件を完全に削除しました。',
  ])
})
