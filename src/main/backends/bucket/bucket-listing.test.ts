import { expect, test } from 'vitest'
import { listPage, SortedMap } from '../servers/sorted-map.ts'
import { type Bucket, type BucketObject } from './bucket.ts'
import { listBucket } from './bucket-listing.ts'

/** A bucket's listing by the rules of both clouds: rows in byte order, so many a page. */
function openListing(names: readonly string[], most: number) {
  const objects = new SortedMap<true>()
  for (const name of names) objects.set(name, true)
  let pages = 0
  let running = 0
  let widest = 0
  const list: Bucket['list'] = async ({ prefix, delimiter = '', startAfter = '', token }) => {
    pages++
    widest = Math.max(widest, ++running)
    await new Promise((resolve) => setImmediate(resolve))
    running--
    const { rows, next } = listPage(objects, { prefix, delimiter, after: token ?? startAfter, most })
    const toObject = ({ name }: { name: string }): BucketObject => ({ name, sizeBytes: 0, modifiedAt: new Date(0), stamp: '' })
    return {
      objects: rows.filter(({ isPrefix }) => !isPrefix).map(toObject),
      prefixes: rows.filter(({ isPrefix }) => isPrefix).map(({ name }) => name),
      token: next,
    }
  }
  return { bucket: { list }, counts: () => ({ pages, widest }) }
}

async function namesOf(objects: AsyncIterable<BucketObject>): Promise<string[]> {
  const names: string[] = []
  for await (const { name } of objects) names.push(name)
  return names.toSorted()
}

const tasks = (spec: string, count: number) =>
  Array.from({ length: count }, (_, index) => [
    `p/${spec}/${index}/metadata.json`,
    `p/${spec}/${index}/diff.txt`,
    `p/${spec}/${index}/files/a/b.txt`,
  ]).flat()

test('a small listing is one request', async () => {
  const { bucket, counts } = openListing(tasks('s', 100), 1000)
  expect(await namesOf(listBucket(bucket, 'p/'))).toHaveLength(300)
  expect(counts().pages).toBe(1)
})

test.for([
  ['many specs', ['a', 'b', 'c', 'd'].flatMap((spec) => tasks(spec, 500))],
  ['one large spec', tasks('only', 2000)],
  [
    'objects between and beside folders',
    [...tasks('s', 300), 'p/s-x', 'p/s.json', 'p/s0', 'p/t/1', ...tasks('zz', 300), 'p/zzz', 'p/\u{10FFFF}', 'p/s/\u{1F5BC}/x'],
  ],
  ['no folders at all', Array.from({ length: 300 }, (_, index) => `p/${index}`)],
  ['names that begin alike', Array.from({ length: 300 }, (_, index) => `p/${'a'.repeat(index % 30)}/${index}`)],
  ['more folders than ranges', Array.from({ length: 5000 }, (_, index) => `p/${index}/x`)],
] as const)('a listing of %s holds each once', async ([, names]) => {
  for (const most of [7, 50]) {
    const { bucket, counts } = openListing(names, most)
    expect(await namesOf(listBucket(bucket, 'p/'))).toEqual([...new Set(names)].toSorted())
    expect(counts().widest).toBeLessThanOrEqual(16)
  }
})

test('a large listing is read side by side, at little more than one request a page', async () => {
  const names = ['a', 'b', 'c'].flatMap((spec) => tasks(spec, 20_000))
  const { bucket, counts } = openListing(names, 1000)
  expect(await namesOf(listBucket(bucket, 'p/'))).toHaveLength(names.length)
  expect(counts().widest).toBe(16)
  expect(counts().pages).toBeLessThan((names.length / 1000) * 2.8)
})

test('whoever stops early stops the requests', async () => {
  const { bucket, counts } = openListing(tasks('s', 20_000), 100)
  for await (const { name } of listBucket(bucket, 'p/')) if (name.includes('/5')) break
  const { pages } = counts()
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(counts().pages).toBe(pages)
})
