import { expect, test } from 'vitest'
import { type ArtifactFilter, artifactSortSchema } from '../../../shared/artifact-list.ts'
import { type ArtifactRecord, type ArtifactType } from '../../../shared/artifact.ts'
import { openCatalogFile } from './catalog.ts'
import { sortValues } from './sort-fixture.ts'

const rootUri = 'file:///srv/artifacts'
const count = 200
const limit = 3

/** Every second a log; the only two tests are the oldest, the smallest and the last by name. */
function makeRecord(index: number): ArtifactRecord {
  const type: ArtifactType = index < 2 ? 'test' : index % 2 === 0 ? 'log' : 'file'
  const name = `${index < 2 ? 'z' : 'a'}${String(index % 7)}-${index}`
  return {
    uri: `${rootUri}/s/1/${name}`,
    specName: 's',
    taskId: '1',
    type,
    name,
    version: 1,
    size: 100 + Math.floor(index / 3),
    originalSize: 100,
    checksum: 'c',
    createdAt: new Date(1_760_000_000_000 + Math.floor(index / 3) * 1000).toISOString(),
    compressed: false,
    encoding: 'identity',
    mimeType: 'text/plain',
    tags: index % 50 === 0 ? ['pinned'] : [],
    metadata: {},
  }
}

const records = Array.from({ length: count }, (_, index) => makeRecord(index))

test.each<[ArtifactFilter, (record: ArtifactRecord) => boolean]>([
  [{ types: ['log'] }, ({ type }) => type === 'log'],
  [{ types: ['test'] }, ({ type }) => type === 'test'],
  [{ types: ['test', 'file'], specName: 's' }, ({ type }) => type !== 'log'],
  [{ tags: ['pinned'] }, ({ tags }) => tags.includes('pinned')],
  [{ name: 'a5-5' }, ({ name }) => name === 'a5-5'],
  [
    { types: ['log'], until: records[20]?.createdAt },
    (record) => record.type === 'log' && record.createdAt <= (records[20]?.createdAt ?? ''),
  ],
])('pages of %j hold every artifact once, in order, by any sort', (filter, isHeld) => {
  const catalog = openCatalogFile(':memory:', rootUri)
  catalog.putTask(
    { folder: 's/1', specName: 's', taskId: '1', stamp: '1' },
    records.map((record) => ({ record, file: record.name })),
    [],
  )
  for (const sort of artifactSortSchema.options) {
    const found: ArtifactRecord[] = []
    for (let cursor: string | undefined; ;) {
      const page = catalog.list(filter, sort, limit, cursor)
      expect(page.artifacts.length).toBeLessThanOrEqual(limit)
      found.push(...page.artifacts.map(({ record }) => record))
      if (page.nextCursor === null) break
      cursor = page.nextCursor
    }
    const wanted = records.filter(isHeld)
    expect(found.map(({ name }) => name).toSorted()).toEqual(wanted.map(({ name }) => name).toSorted())
    const values = found.map(sortValues[sort])
    const sorted = wanted.map(sortValues[sort]).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    expect(values).toEqual(sort.startsWith('-') ? sorted.toReversed() : sorted)
  }
  catalog.close()
})
