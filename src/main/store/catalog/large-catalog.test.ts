import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ArtifactFilter, type ArtifactSort, artifactSortSchema } from '../../../shared/artifact-list.ts'
import { type ArtifactRecord } from '../../../shared/artifact.ts'
import { mostCounted } from '../../../shared/search.ts'
import { openCatalogFile } from './catalog.ts'
import { factsOf, indexOf, isFailed, largeRecords, makeRecord, openLargeCatalog, placeOf, rootUri } from './large-fixture.ts'
import { sortValues } from './sort-fixture.ts'

const limit = 700
const records = largeRecords
const catalog = openLargeCatalog()
beforeAll(() => {
  catalog.putRead(
    records.flatMap((record, index) => {
      const facts = factsOf(record, index)
      return facts === undefined
        ? []
        : [{ place: placeOf(index), checksum: record.checksum, facts, pieces: [index % 2 === 0 ? 'body even' : 'body'] }]
    }),
  )
  while (catalog.mergeText());
})
afterAll(() => catalog.close())

const fileOf = indexOf

function listAll(filter: ArtifactFilter, sort: ArtifactSort, texts: readonly string[]): ArtifactRecord[] {
  const found: ArtifactRecord[] = []
  for (let cursor: string | undefined; ;) {
    const page = catalog.list(filter, sort, limit, cursor, texts)
    found.push(...page.artifacts.map(({ record }) => record))
    if (page.nextCursor === null) return found
    cursor = page.nextCursor
  }
}

const moments = records.map(({ createdAt }) => createdAt).toSorted()
const day = (index: number) => moments[index] ?? ''
const searched = (record: ArtifactRecord) => record.name.split(' ')

test.each<[ArtifactFilter, string[], (record: ArtifactRecord) => boolean]>([
  [{ types: ['log'] }, [], ({ type }) => type === 'log'],
  [
    { types: ['log', 'test'], specName: 'spec 1' },
    [],
    ({ type, specName }) => specName === 'spec 1' && (type === 'log' || type === 'test'),
  ],
  [{ tags: ['fourth', 'sixth'] }, [], ({ tags }) => tags.includes('fourth') || tags.includes('sixth')],
  [{ tags: ['fourth'], types: ['diff'] }, [], ({ tags, type }) => tags.includes('fourth') && type === 'diff'],
  [
    { agent: 'anna', since: day(600), until: day(4400) },
    [],
    ({ metadata, createdAt }) => metadata['agent'] === 'anna' && createdAt >= day(600) && createdAt <= day(4400),
  ],
  [{ maxSizeBytes: 3000 }, [], ({ originalSize }) => originalSize <= 3000],
  [{ taskId: '7', specName: 'spec 2' }, [], ({ taskId, specName }) => taskId === '7' && specName === 'spec 2'],
  [{ since: day(2500) }, [], ({ createdAt }) => createdAt >= day(2500)],
  [
    { since: day(500), until: day(3500), types: ['diff'] },
    [],
    ({ createdAt, type }) => type === 'diff' && createdAt >= day(500) && createdAt <= day(3500),
  ],
  [{ taskId: '7' }, [], ({ taskId }) => taskId === '7'],
  [{ text: 'comm' }, [], () => true],
  [{ text: 'c' }, [], () => true],
  [{ text: 'common', since: day(700), until: day(5300) }, [], ({ createdAt }) => createdAt >= day(700) && createdAt <= day(5300)],
  [{ text: 'common', since: day(700).replace('Z', '-05:00') }, [], ({ createdAt }) => createdAt >= day(700).replace('Z', '-05:00')],
  [
    { text: 'common', types: ['diff', 'test'], tags: ['fourth'] },
    [],
    ({ type, tags }) => (type === 'diff' || type === 'test') && tags.includes('fourth'),
  ],
  [{ text: 'common', types: ['log'] }, [], ({ type }) => type === 'log'],
  [{ text: 'common', specName: 'spec 1' }, ['fif'], (record) => record.specName === 'spec 1' && searched(record).includes('fifth')],
  [{ text: 'common anna', until: day(5000) }, [], ({ metadata, createdAt }) => metadata['agent'] === 'anna' && createdAt <= day(5000)],
  [{}, ['common', 'rare'], ({ tags }) => tags.includes('rare')],
  [{ tags: ['sixth'], text: 'calm' }, [], ({ tags, metadata }) => tags.includes('sixth') && metadata['mood'] === 'calm'],
  [{ status: 'failed', text: 'common' }, [], (record) => (record.type === 'log' || record.type === 'test') && isFailed(fileOf(record))],
  [{ status: 'failed' }, ['even'], (record) => isFailed(fileOf(record)) && fileOf(record) % 2 === 0 && factsOf(record, 0) !== undefined],
  [{ taskId: '7', text: 'common' }, [], ({ taskId }) => taskId === '7'],
  [{}, ['common', 'log'], ({ type }) => type === 'log'],
  [{}, ['\u{F0000}t6c6f67'], () => false],
  [{}, ['session'], () => true],
  [{}, ['nowhere'], () => false],
])('[S12] pages of %j with the texts %j hold every artifact once, in order, by any sort', (filter, texts, isHeld) => {
  const wanted = records.filter(isHeld)
  for (const sort of artifactSortSchema.options) {
    const found = listAll(filter, sort, texts)
    expect(String(found.map(fileOf).toSorted((a, b) => a - b))).toBe(String(wanted.map(fileOf)))
    const values = wanted.map(sortValues[sort]).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    expect(String(found.map(sortValues[sort]))).toBe(String(sort.startsWith('-') ? values.toReversed() : values))
  }
})

const countBy = (all: readonly ArtifactRecord[], valuesOf: (record: ArtifactRecord) => readonly string[]) => {
  const counts = new Map<string, number>()
  for (const record of all) for (const value of valuesOf(record)) counts.set(value, (counts.get(value) ?? 0) + 1)
  return Object.fromEntries(counts)
}
const asCounts = (facet: readonly { value: string; count: number }[]) => Object.fromEntries(facet.map(({ value, count }) => [value, count]))

test.each<ArtifactFilter>([{}, { specName: 'spec 1' }])('[S12] facets of %j are of everything', (filter) => {
  const all = records.filter(({ specName }) => filter.specName === undefined || specName === filter.specName)
  const facets = catalog.facets(filter, [])
  expect(facets.ofNewest).toBeNull()
  expect(asCounts(facets.type)).toEqual(countBy(all, ({ type }) => [type]))
  expect(asCounts(facets.spec)).toEqual(countBy(all, ({ specName }) => [specName]))
  expect(asCounts(facets.tag)).toEqual(countBy(all, ({ tags }) => tags))
  expect(asCounts(facets.agent)).toEqual(countBy(all, ({ metadata }) => [JSON.stringify(metadata['agent']).slice(1, -1)]))
  expect(asCounts(facets.verdict)).toEqual({ none: all.length })
})

test('[S12] facets of what is found very often are of the newest of it, and say so', () => {
  const facets = catalog.facets({}, ['common'])
  expect(facets.ofNewest).toBe(mostCounted)
  const newest = listAll({}, '-created', []).slice(0, mostCounted)
  expect(asCounts(facets.type)).toEqual(countBy(newest, ({ type }) => [type]))
  expect(asCounts(facets.tag)).toEqual(countBy(newest, ({ tags }) => tags))
  expect(catalog.facets({}, ['fifth']).ofNewest).toBeNull()
})

test('[S10] kept sums and facets follow changes: deletes, tags, verdicts, facts', () => {
  const store = openCatalogFile(':memory:', rootUri)
  const at = (index: number, change: Partial<ArtifactRecord> = {}) => ({
    file: `${index}`,
    record: { ...makeRecord(index), specName: 's', taskId: '1', ...change },
  })
  const put = (entries: ReturnType<typeof at>[]) => store.putTask({ folder: 's/1', specName: 's', taskId: '1', stamp: '1' }, entries, [])
  const checksum = 'the same'
  put([
    at(0, { checksum, size: 10, type: 'test', tags: ['a', 'b'] }),
    at(1, { checksum, size: 30, type: 'log' }),
    at(2, { checksum, size: 20, type: 'log' }),
    at(3, { size: 5, type: 'diff', createdAt: '2024-02-29T12:00:00.000Z' }),
  ])
  expect(store.usageSums()).toMatchObject({ total: { artifacts: 4, sizeBytes: 65 }, duplicates: { artifacts: 2, sizeBytes: 30 } })
  expect(store.usageSums().byDay.map(({ day, artifacts }) => [day, artifacts])).toContainEqual(['2024-02-29', 1])
  store.putFacts({ folder: 's/1', file: '0' }, checksum, {
    type: 'test',
    format: 'junit',
    total: 2,
    passed: 1,
    failed: 1,
    skipped: 0,
    errored: 0,
    completeness: 'full',
    durationMs: null,
    notes: [],
    failures: [],
  })
  expect(asCounts(store.facets({}, []).status)).toEqual({ failed: 1 })
  put([
    at(0, { checksum, size: 10, type: 'test', tags: ['b'], metadata: { review: { verdict: 'approved' } } }),
    at(2, { checksum, size: 20, type: 'log' }),
  ])
  const facets = store.facets({ specName: 's' }, [])
  expect(asCounts(facets.verdict)).toEqual({ approved: 1, none: 1 })
  expect(asCounts(facets.tag)).toEqual(countBy([at(2).record], ({ tags }) => [...tags, 'b']))
  expect(asCounts(facets.status)).toEqual({ failed: 1 })
  expect(store.usageSums()).toEqual({
    total: { artifacts: 2, sizeBytes: 30, originalSizeBytes: 202 },
    bySpec: [{ specName: 's', artifacts: 2, sizeBytes: 30, originalSizeBytes: 202 }],
    byType: [
      { type: 'log', artifacts: 1, sizeBytes: 20, originalSizeBytes: 102 },
      { type: 'test', artifacts: 1, sizeBytes: 10, originalSizeBytes: 100 },
    ],
    byDay: [{ day: makeRecord(0).createdAt.slice(0, 10), artifacts: 2, sizeBytes: 30, originalSizeBytes: 202 }],
    duplicates: { artifacts: 1, sizeBytes: 10 },
  })
  expect(store.specUsage('s').map(({ type, artifacts }) => [type, artifacts])).toEqual([
    ['log', 1],
    ['test', 1],
  ])
  expect(store.sum({ specName: 's' })).toEqual({ count: 2, sizeBytes: 30 })
  put([])
  expect(store.usageSums()).toMatchObject({
    total: { artifacts: 0, sizeBytes: 0 },
    bySpec: [],
    byDay: [],
    duplicates: { artifacts: 0, sizeBytes: 0 },
  })
  expect(store.facets({}, [])).toEqual({ type: [], spec: [], tag: [], status: [], verdict: [], agent: [], ofNewest: null })
  store.close()
})
