import { describe, expect, it } from 'vitest'
import { type SpecSummary, type TaskSummary } from '../../../shared/spec.ts'
import { moveInTree, type TreeOptions, treeRows } from './tree-rows.ts'

const task = (taskId: string, failed: number | null = null): TaskSummary => ({
  taskId,
  artifacts: 1,
  attempts: 1,
  sizeBytes: 1,
  latestAt: '2026-11-21T00:00:00.000Z',
  tests: failed === null ? null : { failed, total: 10 },
  verdict: null,
  isWaiting: true,
})

const spec = (specName: string, tasks: TaskSummary[]): SpecSummary => ({
  specName,
  tasks,
  artifacts: tasks.length,
  sizeBytes: 1,
  latestAt: '',
})

const specs = [spec('api', [task('7', 2), task('8', 0)]), spec('web', [task('login'), task('API keys', 1)])]
const options: TreeOptions = { filter: '', openSpecs: {}, currentSpec: undefined }
const names = (change: Partial<TreeOptions>, from = specs) =>
  treeRows(from, { ...options, ...change }).map((row) => (row.level === 1 ? row.spec.specName : `${row.specName}/${row.task.taskId}`))

describe('the tree of specs', () => {
  it('is open from the start while it is small', () => {
    expect(names({})).toEqual(['api', 'api/7', 'api/8', 'web', 'web/login', 'web/API keys'])
  })

  it('is closed from the start when it is large, but for the spec that is shown beside it', () => {
    const large = [
      spec(
        'many',
        Array.from({ length: 200 }, (_, index) => task(String(index))),
      ),
      ...specs,
    ]
    expect(names({}, large)).toEqual(['many', 'api', 'web'])
    expect(names({ currentSpec: 'api' }, large)).toEqual(['many', 'api', 'api/7', 'api/8', 'web'])
  })

  it('keeps what the reader opened and closed', () => {
    expect(names({ openSpecs: { api: false }, currentSpec: 'api' })).toEqual(['api', 'web', 'web/login', 'web/API keys'])
  })

  it('filters by words in any order and case, and opens what is left', () => {
    expect(names({ filter: 'KEYS web', openSpecs: { web: false } })).toEqual(['web', 'web/API keys'])
    expect(names({ filter: 'nowhere' })).toEqual([])
  })

  it('keeps all tasks of a spec whose own name matches', () => {
    expect(names({ filter: 'api' })).toEqual(['api', 'api/7', 'api/8', 'web', 'web/API keys'])
  })

  it('counts the tasks that fail', () => {
    expect(treeRows(specs, options).flatMap((row) => (row.level === 1 ? [row.failingTasks] : []))).toEqual([1, 1])
  })

  it('counts specs among the specs that are shown, and tasks among those of their spec', () => {
    const places = (change: Partial<TreeOptions>) =>
      treeRows(specs, { ...options, ...change }).map(({ position, siblings }) => `${position}/${siblings}`)
    expect(places({})).toEqual(['1/2', '1/2', '2/2', '2/2', '1/2', '2/2'])
    expect(places({ filter: 'keys' })).toEqual(['1/1', '1/1'])
  })

  it('leads with the arrow keys into a spec, back to it, and closes it', () => {
    const rows = treeRows(specs, { ...options, openSpecs: { web: false } })
    expect(moveInTree(rows, 0, 'ArrowRight')).toEqual({ move: 'to', index: 1 })
    expect(moveInTree(rows, 2, 'ArrowLeft')).toEqual({ move: 'to', index: 0 })
    expect(moveInTree(rows, 0, 'ArrowLeft')).toEqual({ move: 'close', specName: 'api' })
    expect(moveInTree(rows, 3, 'ArrowRight')).toEqual({ move: 'open', specName: 'web' })
    expect(moveInTree(rows, 3, 'ArrowLeft')).toEqual({ move: 'none' })
    expect(moveInTree(rows, 99, 'ArrowLeft')).toEqual({ move: 'none' })
  })
})
