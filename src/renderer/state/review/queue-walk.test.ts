import { expect, it } from 'vitest'
import { type QueueItem } from '../../../shared/review/queue.ts'
import { nextInQueue } from './queue-walk.ts'

const item = (taskId: string): QueueItem => ({
  specName: 'api',
  taskId,
  version: 1,
  agent: null,
  why: 'unreviewed',
  verdict: null,
  risk: 5,
  reasons: [],
  tests: null,
  since: '2026-11-21T00:00:00.000Z',
})
const queue = ['1', '2', '3'].map(item)
const after = (taskId: string, items = queue) => nextInQueue(items, { specName: 'api', taskId })?.taskId

it('goes on to the task below, so that one that was passed over is not met again at once', () => {
  expect(after('2')).toBe('3')
})

it('begins again at the top behind the last', () => {
  expect(after('3')).toBe('1')
})

it('begins at the top from a task that does not wait', () => {
  expect(after('9')).toBe('1')
})

it('ends with the last one', () => {
  expect(after('1', [item('1')])).toBeUndefined()
  expect(after('1', [])).toBeUndefined()
})
