import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type StoreChange } from '../../shared/change.ts'
import { mostSavedSearches } from '../../shared/saved-search.ts'
import { formatSavedSearches, parseSavedSearches } from './saved-searches.ts'
import { makeFolder, makeReopened, openTestStore } from './test-store.ts'

const add = (...searches: string[]) => ({ add: searches, remove: [] })
const remove = (...searches: string[]) => ({ add: [], remove: searches })

test('the file of saved searches that docs/formats.md shows is the one that is written, to the byte', async () => {
  const page = await readFile(join(import.meta.dirname, '../../../docs/formats.md'), 'utf8')
  const [, example = ''] = /```json\n(\{\n  "format": 1,\n  "searches"[\s\S]*?)```/.exec(page) ?? []
  const searches = parseSavedSearches(Buffer.from(example))
  expect(searches).toHaveLength(3)
  expect(Buffer.from(formatSavedSearches(searches)).toString('utf8')).toBe(example)
})

test('a file of saved searches that is damaged, or of a later format, counts as empty', () => {
  for (const text of ['', '{', '{"format":2,"searches":["a"]}', '{"format":1,"searches":[1]}'])
    expect(parseSavedSearches(Buffer.from(text))).toEqual([])
})

describe.each(['folder', 'bucket'] as const)('saved searches, in a %s', (kind) => {
  let place: Awaited<ReturnType<typeof makeReopened>>
  const open = () => place.open()

  beforeEach(async () => {
    place = await makeReopened(kind)
  })
  afterEach(() => place.end())

  test('are kept in the store, the latest first, whoever opens it next', async () => {
    const store = await open()
    expect(await store.listSavedSearches()).toEqual([])
    await store.changeSavedSearches(add('status:failed'))
    expect(await store.changeSavedSearches(add('type:log "no space"'))).toEqual(['type:log "no space"', 'status:failed'])
    expect(await store.changeSavedSearches(add('status:failed'))).toEqual(['status:failed', 'type:log "no space"'])
    expect(await store.changeSavedSearches(remove('status:failed', 'never kept'))).toEqual(['type:log "no space"'])
    expect(await (await open()).listSavedSearches()).toEqual(['type:log "no space"'])
  })

  test('are the latest fifty', async () => {
    const store = await open()
    const many = Array.from({ length: mostSavedSearches }, (_, index) => `spec:${index}`)
    await store.changeSavedSearches(add(...many))
    expect(await store.changeSavedSearches(add('is:unreviewed'))).toEqual(['is:unreviewed', ...many.slice(0, -1)])
  })

  test('[S6] lose nothing when two are saved at the same time', async () => {
    const [one, two] = [await open(), await open()]
    const all = ['a', 'b', 'c', 'd', 'e', 'f']
    await Promise.all(all.map((search, index) => (index % 2 === 0 ? one : two).changeSavedSearches(add(search))))
    expect((await one.listSavedSearches()).toSorted()).toEqual(all)
  })

  test('[S6] reach every window that watches', async () => {
    const store = await open()
    const told = Promise.withResolvers<StoreChange>()
    store.watch((changes) => changes.forEach((change) => change.verb === 'search' && told.resolve(change)))
    await store.changeSavedSearches(add('a'))
    expect(await told.promise).toMatchObject({ specName: '', taskId: '' })
  })

  test('are each reviewer’s own', async () => {
    const store = await open()
    await store.changeSavedSearches(add('mine'))
    process.env['VITRINE_REVIEWER'] = 'somebody else'
    try {
      expect(await store.listSavedSearches()).toEqual([])
    } finally {
      delete process.env['VITRINE_REVIEWER']
    }
    expect(await store.listSavedSearches()).toEqual(['mine'])
  })
})

test('a store that can only be read keeps no searches', async () => {
  const { path, remove: removeFolder } = await makeFolder()
  const store = await openTestStore({ root: path, parts: { writable: false } })
  await expect(store.changeSavedSearches(add('a'))).rejects.toMatchObject({ code: 'store.denied' })
  await store.close()
  await removeFolder()
})
