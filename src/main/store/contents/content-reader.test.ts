// Facts and text of artifacts that are read together are those of each, whatever the others are.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ArtifactRecord } from '../../../shared/artifact.ts'
import { type ArtifactStore } from '../artifact-store.ts'
import { countTogether } from './content-reader.ts'
import { makeFolder, openTestStore } from '../test-store.ts'

let folder: Awaited<ReturnType<typeof makeFolder>>
let store: ArtifactStore
/** How many artifacts each call of the catalog gave facts to. */
let calls: number[]
/** What the catalog fails with when it is told of several. */
let failure: Error | undefined

beforeEach(async () => {
  folder = await makeFolder()
  calls = []
  failure = undefined
  store = await openCounted()
})
afterEach(async () => {
  await store.close()
  await folder.remove()
})

const openCounted = () =>
  openTestStore({
    root: folder.path,
    wrap: ({ backend, databases }) => ({
      backend,
      databases: {
        ...databases,
        putRead: async (read) => {
          if (failure !== undefined) throw failure
          calls.push(read.length)
          return databases.putRead(read)
        },
        putFacts: async (...facts) => {
          calls.push(1)
          return databases.putFacts(...facts)
        },
      },
    }),
  })
const put = (name: string, content: string | Uint8Array) =>
  store.upload(Buffer.from(content), { specName: 's', taskId: '1', type: 'file', name })
const linesOf = async () =>
  (await store.list({ sort: 'name' })).artifacts.map(({ record, facts }) => [record.name, facts?.type === 'file' ? facts.lines : facts])
const found = async (text: string) => (await store.search(text, {})).results.map(({ artifact }) => artifact.record.name)

test('[S12] small artifacts that come together are read together: one change of the catalog for all of them', async () => {
  await Promise.all(['a\n', 'b\nwalrus\n', ''].map((content, index) => put(`n${index}`, content)))
  await store.settled()
  expect(calls).toEqual([3])
  expect(await linesOf()).toEqual([
    ['n0', 1],
    ['n1', 2],
    ['n2', 0],
  ])
  expect(await found('walrus')).toEqual(['n1'])
})

test('[S11] [S12] a damaged one among them has no facts, and the others have theirs', async () => {
  const [damaged] = await Promise.all([put('damaged', '1\n'), put('whole', '2\n')])
  await store.close()
  await writeFile(join(folder.path, damaged.record.uri.slice(store.uri.length + 1)), '3\n')
  store = await openCounted()
  await store.completeFacts()
  expect(await linesOf()).toEqual([
    ['damaged', null],
    ['whole', 1],
  ])
  expect(calls).toEqual([1])
  expect((await store.list({ sort: 'name' })).artifacts.map(({ unread }) => unread)).toEqual([
    expect.stringMatching(/^its checksum is/),
    undefined,
  ])
})

test('[S12] the whole text of a compressed one is found, however much it is', async () => {
  const long = `${'some words of a line\n'.repeat(20_000)}narwhal\n`
  await Promise.all([put('packed.gz', gzipSync(long)), put('plain', 'walrus\n')])
  await store.settled()
  expect(await found('narwhal')).toEqual(['packed.gz'])
  expect(await found('walrus')).toEqual(['plain'])
})

test('[S12] when the catalog refuses several at once, each is put alone', async () => {
  failure = new Error('one of them is wrong')
  await Promise.all([put('a', '1\n'), put('b', '2\n')])
  await store.settled()
  expect(calls).toEqual([1, 1])
  expect(await linesOf()).toEqual([
    ['a', 1],
    ['b', 1],
  ])
})

test('what is read together is held at once, so it is small and not much', () => {
  const sized = (...sizes: number[]) =>
    sizes.map((originalSize) => ({ record: { originalSize } as ArtifactRecord, place: { folder: 's/1', file: '' } }))
  expect(countTogether(sized(1, 2, 70_000, 3))).toBe(2)
  expect(countTogether(sized(70_000, 1))).toBe(1)
  expect(countTogether(sized(...Array.from({ length: 20 }, () => 60_000)))).toBe(8)
  expect(countTogether(sized(...Array.from({ length: 200 }, () => 1)))).toBe(64)
  expect(countTogether([])).toBe(0)
})
