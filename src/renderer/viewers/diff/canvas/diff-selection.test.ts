import { describe, expect, test } from 'vitest'
import { type PlanOptions } from '../model/block-plan.ts'
import { type DiffFile } from '../model/diff-file.ts'
import { BlockMeasurer, DiffLayout } from '../model/diff-layout.ts'
import { fileDiff, scanned } from '../model/scanned-fixture.ts'
import { WhitespacePairs } from '../model/whitespace-pairs.ts'
import { type DiffSelection, endOfRow, isEmpty, selectedPart, selectedText, wordAt } from './diff-selection.ts'

const model = scanned(
  fileDiff('a', '@@ -1,4 +1,4 @@ f()\n one\n-two\n-three\n+zwei\n+drei\n four\r\n', '@@ -9 +9 @@\n-nine\n+neun\n') +
    fileDiff('b', '@@ -1 +1 @@\n-x\n+y\n'),
)
const options: PlanOptions = {
  mode: 'inline',
  cells: 80,
  wideCells: 160,
  wrap: true,
  expanded: new Set(),
  whitespace: undefined,
  hidden: undefined,
}

interface Copying {
  mode?: PlanOptions['mode']
  isCollapsed?: (file: DiffFile) => boolean
  whitespace?: WhitespacePairs
}

function copied(selection: DiffSelection, { mode = 'inline', isCollapsed = () => false, whitespace }: Copying = {}): string {
  const layout = new DiffLayout(model, new BlockMeasurer({ ...options, mode, whitespace }).measure(model), isCollapsed)
  return selectedText(model, layout, isCollapsed, selection)
}

const all = { anchor: { row: 0, character: 0 }, head: { row: model.rowCount - 1, character: endOfRow } }

describe('copying', () => {
  test('takes code without signs, line numbers and hunk headers', () => {
    expect(copied({ side: 'both', ...all })).toBe('one\ntwo\nthree\nzwei\ndrei\nfour\nnine\nneun\nx\ny')
  })

  test('takes the lines of one side where there are two', () => {
    expect(copied({ side: 'right', ...all }, { mode: 'split' })).toBe('one\nzwei\ndrei\nfour\nneun\ny')
    expect(copied({ side: 'left', ...all }, { mode: 'split' })).toBe('one\ntwo\nthree\nfour\nnine\nx')
  })

  test('begins and ends within lines, whichever end was first', () => {
    const anchor = { row: 1, character: 1 }
    const head = { row: 4, character: 2 }
    expect(copied({ side: 'right', anchor, head }, { mode: 'split' })).toBe('ne\nzw')
    expect(copied({ side: 'right', anchor: head, head: anchor }, { mode: 'split' })).toBe('ne\nzw')
  })

  test('leaves out folded files', () => {
    expect(copied({ side: 'both', ...all }, { isCollapsed: (file) => file.path === 'a' })).toBe('x\ny')
  })

  test('takes lines that differ in white space only once', () => {
    const whitespace = new WhitespacePairs()
    whitespace.add({ hunkRow: 7, isUnchanged: true, removed: Uint32Array.of(8), added: Uint32Array.of(9) })
    whitespace.add({ hunkRow: 0, isUnchanged: false, removed: Uint32Array.of(2), added: Uint32Array.of(4) })
    expect(copied({ side: 'both', ...all }, { whitespace })).toBe('one\nthree\nzwei\ndrei\nfour\nx\ny')
  })
})

test('a selection covers the rows between its ends', () => {
  const selection: DiffSelection = { side: 'both', anchor: { row: 5, character: 3 }, head: { row: 2, character: 1 } }
  expect([1, 2, 3, 5, 6].map((row) => selectedPart(selection, row))).toEqual([
    undefined,
    { from: 1, to: endOfRow },
    { from: 0, to: endOfRow },
    { from: 0, to: 3 },
    undefined,
  ])
  expect(isEmpty(selection)).toBe(false)
  expect(isEmpty({ ...selection, head: selection.anchor })).toBe(true)
})

test('a word is what stands around a character', () => {
  expect(wordAt('foo.größe += 1', 5)).toEqual({ from: 4, to: 9 })
  expect(wordAt('foo.bar', 3)).toEqual({ from: 3, to: 4 })
  expect(wordAt('foo', 3)).toEqual({ from: 3, to: 3 })
})
