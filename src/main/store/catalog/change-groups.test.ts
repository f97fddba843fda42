import { afterEach, beforeEach, expect, test } from 'vitest'
import { testRecord } from '../../../shared/record-fixture.ts'
import { type TaskChange } from './catalog.ts'
import { openChangeGroups } from './change-groups.ts'
import { type LocalDatabases, openLocalDatabases } from './local-databases.ts'

let databases: LocalDatabases
beforeEach(async () => {
  databases = await openLocalDatabases({ rootUri: 'file:///store', catalog: ':memory:', locks: ':memory:', within: undefined }, 'caller')
})
afterEach(() => databases.close())

const recordOf = (taskId: string) =>
  testRecord({ uri: '', taskId, specName: 'spec', type: 'log', name: 'log', checksum: taskId.padStart(64, '0') })
const changeOf = (taskId: string, change: Partial<TaskChange> = {}): TaskChange => ({
  folder: `spec/${taskId}`,
  specName: 'spec',
  taskId,
  stamp: 'new',
  before: null,
  verb: 'upload',
  put: [{ record: recordOf(taskId), file: 'log.txt' }],
  removed: [],
  ...change,
})
const listed = async () => (await databases.listIndexed({ createdAt: '', rowId: 0 }, 100)).map(({ indexed }) => indexed.task_id)

test('[S12] writes that come while the catalog follows others are followed together, each with its own answer', async () => {
  const calls: number[] = []
  const { join } = openChangeGroups(() => ({
    applyChanges: (changes) => {
      calls.push(changes.length)
      return databases.applyChanges(changes)
    },
  }))
  const first = join('catalog', changeOf('1'))
  await Promise.resolve()
  const others = [changeOf('2'), changeOf('3', { before: 'what the catalog never saw' }), changeOf('4')].map((change) =>
    join('catalog', change),
  )
  expect([await first, ...(await Promise.all(others))]).toEqual([true, true, false, true])
  expect(calls.reduce((sum, length) => sum + length)).toBe(4)
  expect(calls.length).toBeLessThan(4)
  expect((await listed()).toSorted()).toEqual(['1', '2', '4'])
})

test('[S12] a write that the catalog refuses fails alone', async () => {
  const { join } = openChangeGroups(() => databases)
  const refused = { record: { ...recordOf('2'), name: null as unknown as string }, file: 'log.txt' }
  const outcomes = await Promise.allSettled(
    [changeOf('1'), changeOf('2', { put: [refused] }), changeOf('3')].map((change) => join('catalog', change)),
  )
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect((await listed()).toSorted()).toEqual(['1', '3'])
})
