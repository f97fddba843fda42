import { describe, expect, it } from 'vitest'
import { type QueueItem } from '../../../shared/review/queue.ts'
import { holdQueue } from './queue-news.ts'
import { taskKey } from './queue-walk.ts'

const item = (taskId: string, version = 1): QueueItem => ({
  specName: 'api',
  taskId,
  version,
  agent: null,
  why: 'unreviewed',
  verdict: null,
  risk: 0,
  reasons: [],
  tests: null,
  since: '2026-11-21T00:00:00.000Z',
})
const list = (...ids: string[]) => ids.map((id) => item(id))
const keys = (...ids: string[]) => list(...ids).map(taskKey)
const ids = (items: readonly QueueItem[]) => items.map(({ taskId }) => taskId).join('')
const nobody = new Set<string>()

describe('the queue under its reader', () => {
  it('shows everything at first, and again when nothing shown is left', () => {
    expect(holdQueue([], list('a', 'b'), nobody)).toMatchObject({ newTasks: 0, shown: list('a', 'b') })
    expect(ids(holdQueue(keys('z'), list('a', 'b'), nobody).shown)).toBe('ab')
  })

  it('keeps its order and lets what is new wait', () => {
    const { shown, newTasks } = holdQueue(keys('a', 'b', 'c'), list('new', 'c', 'a', 'also', 'b'), nobody)
    expect([ids(shown), newTasks]).toEqual(['abc', 2])
  })

  it('lets go what was judged, and shows the rest as it is now', () => {
    const { shown } = holdQueue(keys('a', 'b', 'c'), [item('a', 2), item('c')], nobody)
    expect(shown).toEqual([item('a', 2), item('c')])
  })

  it('takes in at its end what moves nothing', () => {
    expect(holdQueue(keys('a', 'b'), list('a', 'b', 'c', 'd'), nobody)).toMatchObject({ newTasks: 0, shown: list('a', 'b', 'c', 'd') })
  })

  it('brings back where it stood what the reader took back', () => {
    const { shown, newTasks } = holdQueue(keys('a', 'c'), list('a', 'b', 'c'), new Set(keys('b')))
    expect([ids(shown), newTasks]).toEqual(['abc', 0])
  })
})
