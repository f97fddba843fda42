// Long contents: few artifacts with more pieces than are gathered at once.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { artifactSortSchema } from '../../../shared/artifact-list.ts'
import { openCatalogFile } from './catalog.ts'
import { indexOf, makeRecord, rootUri } from './large-fixture.ts'
import { sortValues } from './sort-fixture.ts'

const piecesOfContent = 24
const limit = 40
const nameOf = (index: number) => (index < 150 ? 'alpha.log' : index < 300 ? 'beta.log' : 'omega.log')
const hasWord = {
  // Of one name only, whose class is neither the first nor the last.
  needle: (index: number) => index >= 300 && index < 1400 && index % 4 === 1,
  thread: (index: number) => index % 3 === 0,
  // Nearly all have it, but not the first of any name.
  late: (index: number) => index >= 380,
}
type Word = keyof typeof hasWord
const wordsOf = (index: number) => (Object.keys(hasWord) as Word[]).filter((word) => hasWord[word](index))

const records = Array.from({ length: 1500 }, (_, index) => ({
  ...makeRecord(index),
  specName: 's',
  taskId: '1',
  type: 'log' as const,
  name: index < 1400 ? nameOf(index) : 'zulu.log',
  size: 1000 + ((index * 7919) % 4000),
}))
const catalog = openCatalogFile(':memory:', rootUri)
beforeAll(() => {
  const entries = records.map((record, index) => ({ record, file: `${index}` }))
  catalog.putTask({ folder: 's/1', specName: 's', taskId: '1', stamp: '1' }, entries, [])
  catalog.putRead(
    records.map(({ checksum }, index) => ({
      place: { folder: 's/1', file: `${index}` },
      checksum,
      facts: { type: 'log', lines: 1, errors: 0, warnings: 0, firstErrorLine: null, hasAnsi: false, test: null, notes: [] },
      pieces: Array.from({ length: piecesOfContent }, () => ['body', ...wordsOf(index)].join(' ')),
    })),
  )
  while (catalog.mergeText());
})
afterAll(() => catalog.close())

test.each<[Word[]]>([[['needle']], [['thread']], [['late']], [['needle', 'thread']], [['late', 'needle']]])(
  '[S12] pages of long contents with %j hold every artifact once, in order, by any sort',
  (words) => {
    const wanted = records.filter((record) => words.every((word) => hasWord[word](indexOf(record))))
    for (const sort of artifactSortSchema.options) {
      const sign = sort.startsWith('-') ? -1 : 1
      const sorted = wanted
        .map((record) => ({ value: sortValues[sort](record), index: indexOf(record) }))
        .toSorted((one, other) => sign * (one.value < other.value ? -1 : one.value > other.value ? 1 : one.index - other.index))
      const found: number[] = []
      for (let cursor: string | undefined; ;) {
        const page = catalog.list({}, sort, limit, cursor, words)
        found.push(...page.artifacts.map(({ record }) => indexOf(record)))
        if (page.nextCursor === null) break
        cursor = page.nextCursor
      }
      expect(String(found), sort).toBe(String(sorted.map(({ index }) => index)))
    }
  },
)
