import { expect, it } from 'vitest'
import { type SpecUsage } from '../../../../shared/usage.ts'
import { splitLargest, taskParts, typeParts, typesOf } from './usage-level.ts'

const row = (taskId: string, type: 'diff' | 'log', sizeBytes: number) => ({
  taskId,
  type,
  artifacts: 2,
  sizeBytes,
  originalSizeBytes: sizeBytes * 3,
})
const usage: SpecUsage = [row('1', 'log', 50), row('2', 'log', 30), row('1', 'diff', 5), row('3', 'diff', 60)]

it('sums tasks over their types, the largest first, and says what they consist of', () => {
  const parts = taskParts('s', usage)
  expect(parts.map(({ key, sizeBytes, artifacts }) => [key, sizeBytes, artifacts])).toEqual([
    ['3', 60, 2],
    ['1', 55, 4],
    ['2', 30, 2],
  ])
  expect(parts[1]).toMatchObject({ to: { at: 'storage', specName: 's', taskId: '1' }, originalSizeBytes: 165 })
  expect(typesOf(parts)).toEqual(['diff', 'log'])
})

it('leads from a task’s types to the task itself', () => {
  expect(typeParts('s', '1', usage)).toMatchObject([
    { name: 'Logs', sizeBytes: 50, to: { at: 'task', specName: 's', taskId: '1' } },
    { name: 'Diffs', sizeBytes: 5 },
  ])
})

it('draws the largest and sums up the rest', () => {
  const parts = taskParts('s', usage)
  expect(splitLargest(parts, 1)).toMatchObject({ largest: [{ key: '3' }], restBytes: 85, rest: 2 })
  expect(splitLargest(parts, 9)).toMatchObject({ restBytes: 0, rest: 0 })
})
