import { expect, test } from 'vitest'
import { type PlanOptions } from '../model/block-plan.ts'
import { type Block } from '../model/diff-model.ts'
import { type DiffFile } from '../model/diff-file.ts'
import { BlockMeasurer, DiffLayout } from '../model/diff-layout.ts'
import { fileDiff, scanned } from '../model/scanned-fixture.ts'
import { type DiffCursor, nextCursor, nextFile, nextHunk, rowAt, unitOfCursor } from './diff-cursor.ts'

const model = scanned(
  fileDiff('a', '@@ -1 +1 @@\n-a\n+b\n', `@@ -5 +5 @@\n-c\n+${'word '.repeat(20)}\n`) +
    fileDiff('b', '@@ -1 +1 @@\n-d\n+e\n') +
    fileDiff('c', '@@ -1 +1 @@\n-f\n+g\n'),
)
const options: PlanOptions = {
  mode: 'inline',
  cells: 40,
  wideCells: 80,
  wrap: true,
  expanded: new Set(),
  whitespace: undefined,
  hidden: undefined,
}
const isFolded = (file: DiffFile) => file.path === 'b'
const layout = new DiffLayout(model, new BlockMeasurer(options).measure(model), isFolded)

/** All places from the top, as a reader who presses the key meets them. */
function walk(next: (from: number) => DiffCursor | undefined): string[] {
  const places: string[] = []
  for (let from = 0; places.length < 50;) {
    const cursor = next(from)
    if (cursor === undefined) return places
    places.push(cursor.on === 'file' ? cursor.file.path : model.text(cursor.row).slice(0, 12).trim())
    from = unitOfCursor(layout, cursor)
  }
  throw new Error('the walk does not end')
}

test('lines and headers are stepped through once each, wrapped lines too', () => {
  expect(walk((from) => nextCursor(layout, from + 1, 1))).toEqual([
    '@@ -1 +1 @@',
    'a',
    'b',
    '@@ -5 +5 @@',
    'c',
    'word word wo',
    'b',
    'c',
    '@@ -1 +1 @@',
    'f',
    'g',
  ])
})

test('hunks are stepped through, but those of folded files', () => {
  const isPassed = ({ file }: Block) => isFolded(file)
  expect(walk((from) => nextHunk(layout, from, 1, isPassed))).toEqual(['@@ -1 +1 @@', '@@ -5 +5 @@', '@@ -1 +1 @@'])
  const last = nextHunk(layout, layout.unitCount, -1, isPassed)
  expect(last?.on === 'row' && model.fileOf(last.row)?.path).toBe('c')
  expect(nextHunk(layout, 0, -1, isPassed)).toBeUndefined()
})

test('files are stepped through, folded ones too', () => {
  expect(walk((from) => nextFile(layout, model.files, from, 1))).toEqual(['b', 'c'])
  expect(nextFile(layout, model.files, layout.fileTop(1), -1)).toMatchObject({ on: 'file', file: { path: 'a' } })
})

test('every unit belongs to a row of its file', () => {
  for (let unit = 0; unit < layout.unitCount; unit++) {
    const file = layout.fileAt(unit)
    expect(rowAt(layout, unit)).toBeGreaterThanOrEqual(file?.firstRow ?? 0)
    expect(rowAt(layout, unit)).toBeLessThanOrEqual(file?.endRow ?? 0)
  }
})
