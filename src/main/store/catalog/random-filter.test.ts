import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ArtifactFilter, artifactSortSchema } from '../../../shared/artifact-list.ts'
import { type ArtifactRecord, artifactTypes } from '../../../shared/artifact.ts'
import { openRandom, type Random } from '../torture/random.ts'
import { factsOf, indexOf, isFailed, largeRecords, openLargeCatalog, placeOf } from './large-fixture.ts'
import { sortValues } from './sort-fixture.ts'

const catalog = openLargeCatalog()
beforeAll(() => {
  catalog.putRead(
    largeRecords.flatMap((record, index) => {
      const facts = factsOf(record, index)
      return facts === undefined ? [] : [{ place: placeOf(index), checksum: record.checksum, facts, pieces: [] }]
    }),
  )
})
afterAll(() => catalog.close())

const moments = largeRecords.map(({ createdAt }) => createdAt).toSorted()

function makeFilter({ integer, pick, chance }: Random): ArtifactFilter {
  const first = integer(moments.length)
  return {
    ...(chance(0.2) && { specName: `spec ${integer(3)}` }),
    ...(chance(0.15) && { taskId: `${integer(50)}` }),
    ...(chance(0.15) && { name: pick(largeRecords).name }),
    ...(chance(0.2) && { version: 1 + integer(13) }),
    ...(chance(0.3) && { types: [pick(artifactTypes), ...(chance(0.4) ? [pick(artifactTypes)] : [])] }),
    ...(chance(0.3) && { tags: [pick(['fourth', 'sixth', 'rare']), ...(chance(0.4) ? [pick(['fourth', 'sixth'])] : [])] }),
    ...(chance(0.25) && { since: moments[first] }),
    ...(chance(0.25) && { until: moments[Math.min(moments.length - 1, first + integer(5000))] }),
    ...(chance(0.2) && { status: pick(['failed', 'passed'] as const) }),
    ...(chance(0.2) && { agent: pick(['anna', 'boris', 'cleo']) }),
    ...(chance(0.1) && { session: `session-${integer(40)}` }),
    ...(chance(0.15) && { minSizeBytes: integer(5000) }),
    ...(chance(0.15) && { maxSizeBytes: integer(7000) }),
  }
}

function isHeld(record: ArtifactRecord, filter: ArtifactFilter): boolean {
  const { types, tags, status } = filter
  const index = indexOf(record)
  const ownStatus = factsOf(record, index) === undefined ? undefined : isFailed(index) ? 'failed' : 'passed'
  const isSame = (wanted: string | number | undefined, own: unknown) => wanted === undefined || wanted === own
  return (
    isSame(filter.specName, record.specName) &&
    isSame(filter.taskId, record.taskId) &&
    isSame(filter.name, record.name) &&
    isSame(filter.version, record.version) &&
    isSame(filter.agent, record.metadata['agent']) &&
    isSame(filter.session, record.metadata['session']) &&
    isSame(status, ownStatus) &&
    (types === undefined || types.includes(record.type)) &&
    (tags === undefined || tags.some((tag) => record.tags.includes(tag))) &&
    record.createdAt >= (filter.since ?? '') &&
    record.createdAt <= (filter.until ?? '~') &&
    record.originalSize >= (filter.minSizeBytes ?? 0) &&
    record.originalSize <= (filter.maxSizeBytes ?? Number.POSITIVE_INFINITY)
  )
}

test.each([1, 2])(
  '[S12] pages of any filter by any sort hold what it lets through, in order, among equals the first that came first (%i)',
  (seed) => {
    const random = openRandom(seed)
    for (let round = 0; round < 24; round++) {
      const filter = makeFilter(random)
      const sort = artifactSortSchema.options[round % artifactSortSchema.options.length] ?? 'name'
      const limit = 60 + random.integer(600)
      const sign = sort.startsWith('-') ? -1 : 1
      const wanted = largeRecords
        .filter((record) => isHeld(record, filter))
        .map((record) => ({ value: sortValues[sort](record), index: indexOf(record) }))
        .toSorted((one, other) => sign * (one.value < other.value ? -1 : one.value > other.value ? 1 : one.index - other.index))
      const found: number[] = []
      for (let cursor: string | undefined; ;) {
        const page = catalog.list(filter, sort, limit, cursor)
        found.push(...page.artifacts.map(({ record }) => indexOf(record)))
        if (page.nextCursor === null) break
        cursor = page.nextCursor
      }
      expect(String(found), JSON.stringify({ filter, sort, limit })).toBe(String(wanted.map(({ index }) => index)))
      expect(catalog.sum(filter).count).toBe(wanted.length)
    }
  },
)
