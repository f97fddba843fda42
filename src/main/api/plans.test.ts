import { expect, test } from 'vitest'
import { type RetentionPlan } from '../../shared/retention.ts'
import { defaultSettings } from '../store/store-settings.ts'
import { createPlans } from './plans.ts'

const now = '2026-03-01T00:00:00.000Z'
const item = (number: number): RetentionPlan['due'][number] => ({
  uri: `file:///store/s/1/log.v${number}.txt`,
  specName: 's',
  taskId: '1',
  name: 'log',
  version: number,
  type: 'log',
  sizeBytes: 10,
  createdAt: '2026-01-01T00:00:00.000Z',
  checksum: 'c',
  tags: number % 3 === 0 ? ['Third'] : [],
  ageDays: 59,
  limitDays: 7,
})
const planOf = (planId: string, count: number): RetentionPlan => ({
  format: 1,
  planId,
  storeUri: 'file:///store',
  now,
  policy: defaultSettings.retention,
  due: Array.from({ length: count }, (_, index) => item(index)),
  kept: [],
  freedBytes: count * 10,
})
const pageOf = { list: 'due', text: '', offset: 0, limit: 4 } as const
const versions = ({ items }: { items: { version: number }[] }) => items.map(({ version }) => version)

test('[S9] the pages of a plan follow each other, of all of it and of what a text or a whole tag lets through', async () => {
  const plans = createPlans()
  plans.add(planOf('a', 12_000), [])
  expect(versions(await plans.page({ ...pageOf, planId: 'a', offset: 7 }))).toEqual([7, 8, 9, 10])
  const tagged = await plans.page({ ...pageOf, planId: 'a', text: 'third', offset: 4 })
  expect(tagged).toMatchObject({ total: 4000 })
  expect(versions(tagged)).toEqual([12, 15, 18, 21])
  expect(versions(await plans.page({ ...pageOf, planId: 'a', text: 'LOG.V1199' }))).toEqual([1199, 11_990, 11_991, 11_992])
  expect(await plans.page({ ...pageOf, planId: 'a', list: 'kept', text: 'third' })).toEqual({ items: [], total: 0 })
  expect(await plans.page({ ...pageOf, planId: 'a' })).toMatchObject({ total: 12_000 })
})

test('[S9] what will be due soon is told as old as it is now', async () => {
  const plans = createPlans()
  expect(plans.add(planOf('a', 0), [item(1)])).toMatchObject({ due: 0, soon: 1 })
  expect((await plans.page({ ...pageOf, planId: 'a', list: 'soon' })).items).toMatchObject([{ version: 1, ageDays: 52 }])
})

test('of many plans the last four are kept, and of large ones as many as the memory is meant for', async () => {
  const plans = createPlans({ keptItems: 100 })
  for (const planId of ['a', 'b', 'c', 'd', 'e']) plans.add(planOf(planId, 10), [])
  expect(() => plans.get('a')).toThrow(expect.objectContaining({ code: 'request.invalid' }))
  expect(plans.get('b').planId).toBe('b')
  plans.add(planOf('large', 71), [])
  expect(() => plans.get('c')).toThrow(expect.objectContaining({ code: 'request.invalid' }))
  expect(plans.get('e').planId).toBe('e')
  plans.add(planOf('larger', 1000), [])
  expect(() => plans.get('large')).toThrow(expect.objectContaining({ code: 'request.invalid' }))
  expect(plans.get('larger').due).toHaveLength(1000)
  await expect(plans.page({ ...pageOf, planId: 'large' })).rejects.toMatchObject({ code: 'request.invalid' })
})
