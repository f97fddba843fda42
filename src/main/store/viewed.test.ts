import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type StoreChange } from '../../shared/change.ts'
import { finish, makeFolder, makeReopened, openTestStore } from './test-store.ts'
import { formatViewed, parseViewed } from './viewed.ts'

const task = { specName: 'chat: app', taskId: '1.1' }
const mark = (digit: number) => String(digit).repeat(32)
const add = (...marks: string[]) => ({ ...task, add: marks, remove: [] })
const remove = (...marks: string[]) => ({ ...task, add: [], remove: marks })

test('the file of what was seen that docs/formats.md shows is the one that is written, to the byte', async () => {
  const page = await readFile(join(import.meta.dirname, '../../../docs/formats.md'), 'utf8')
  const [, example = ''] = /```json\n(\{\n  "format": 1,\n  "viewed"[\s\S]*?)```/.exec(page) ?? []
  const marks = parseViewed(Buffer.from(example))
  expect(marks.size).toBe(2)
  expect(Buffer.from(formatViewed(marks)).toString('utf8')).toBe(example)
})

test('a file of what was seen that is damaged, or of a later format, counts as empty', () => {
  for (const text of ['', '{', '{"format":2,"viewed":{}}', '{"format":1,"viewed":{"x":"y"}}'])
    expect(parseViewed(Buffer.from(text)).size).toBe(0)
})

describe.each(['folder', 'bucket'] as const)('what was seen, in a %s', (kind) => {
  let place: Awaited<ReturnType<typeof makeReopened>>
  const open = () => place.open()

  beforeEach(async () => {
    place = await makeReopened(kind)
  })
  afterEach(() => place.end())

  test('is kept in the store, whoever opens it next', async () => {
    const store = await open()
    expect(await store.listViewed(task)).toEqual([])
    expect(await store.changeViewed(add(mark(1), mark(2)))).toEqual([mark(1), mark(2)])
    expect(await store.changeViewed(remove(mark(1)))).toEqual([mark(2)])
    expect(await (await open()).listViewed(task)).toEqual([mark(2)])
    expect(await store.listViewed({ ...task, taskId: '1.2' })).toEqual([])
  })

  test('[S6] loses nothing when two set marks at the same time', async () => {
    const [one, two] = [await open(), await open()]
    await Promise.all([1, 2, 3, 4, 5, 6].map((digit) => (digit % 2 === 0 ? one : two).changeViewed(add(mark(digit)))))
    expect((await one.listViewed(task)).toSorted()).toEqual([1, 2, 3, 4, 5, 6].map(mark))
  })

  test('[S6] reaches every window that watches', async () => {
    const store = await open()
    const told = Promise.withResolvers<StoreChange>()
    store.watch((changes) => changes.forEach((change) => change.verb === 'viewed' && told.resolve(change)))
    await store.changeViewed(add(mark(1)))
    expect(await told.promise).toMatchObject(task)
  })

  test('is each reviewer’s own', async () => {
    const store = await open()
    await store.changeViewed(add(mark(1)))
    process.env['VITRINE_REVIEWER'] = '../somebody else'
    try {
      expect(await store.listViewed(task)).toEqual([])
      expect(await store.changeViewed(add(mark(2)))).toEqual([mark(2)])
    } finally {
      delete process.env['VITRINE_REVIEWER']
    }
    expect(await store.listViewed(task)).toEqual([mark(1)])
  })

  test('[S11] is no content that a record misses', async () => {
    const store = await open()
    await store.changeViewed(add(mark(1)))
    expect(await finish(store.verify())).toMatchObject({ unrecorded: 0, missing: 0 })
  })
})

test('a store that can only be read keeps no marks', async () => {
  const { path, remove: removeFolder } = await makeFolder()
  const store = await openTestStore({ root: path, parts: { writable: false } })
  await expect(store.changeViewed(add(mark(1)))).rejects.toMatchObject({ code: 'store.denied' })
  await store.close()
  await removeFolder()
})
