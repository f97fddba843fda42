import { describe, expect, test } from 'vitest'
import { endOfRow } from '../../lines/selection/row-selection.ts'
import { type PlanOptions } from '../model/block-plan.ts'
import { type DiffFile } from '../model/diff-file.ts'
import { BlockMeasurer, DiffLayout } from '../model/diff-layout.ts'
import { fileDiff, inline, scanned } from '../model/scanned-fixture.ts'
import { WhitespacePairs } from '../model/whitespace-pairs.ts'
import { type DiffSelection, type DiffSpan, isSideOf, selectedText } from './diff-selection.ts'

const model = scanned(
  fileDiff('a', '@@ -1,4 +1,4 @@ f()\n one\n-two\n-three\n+zwei\n+drei\n four\r\n', '@@ -9 +9 @@\n-nine\n+neun\n') +
    fileDiff('b', '@@ -1 +1 @@\n-x\n+y\n'),
)

interface Copying {
  mode?: PlanOptions['mode']
  isCollapsed?: (file: DiffFile) => boolean
  whitespace?: WhitespacePairs
}

function copied(selection: DiffSelection, { mode = 'inline', isCollapsed = () => false, whitespace }: Copying = {}): string {
  const layout = new DiffLayout(model, new BlockMeasurer({ ...inline, mode, whitespace }).measure(model), isCollapsed)
  return selectedText(model, layout, isCollapsed, selection)
}

const all = (side: DiffSpan['side']): DiffSelection => ({
  anchor: { side, row: 0, start: 0, end: 0 },
  focus: { side, row: model.rowCount - 1, start: endOfRow, end: endOfRow },
})

describe('copying', () => {
  test('takes code without signs, line numbers and hunk headers', () => {
    expect(copied(all('both'))).toBe('one\ntwo\nthree\nzwei\ndrei\nfour\nnine\nneun\nx\ny')
  })

  test('takes the lines of one side where there are two', () => {
    expect(copied(all('right'), { mode: 'split' })).toBe('one\nzwei\ndrei\nfour\nneun\ny')
    expect(copied(all('left'), { mode: 'split' })).toBe('one\ntwo\nthree\nfour\nnine\nx')
  })

  test('begins and ends within lines, whichever end was first', () => {
    const anchor: DiffSpan = { side: 'right', row: 1, start: 1, end: 1 }
    const focus: DiffSpan = { side: 'right', row: 4, start: 2, end: 2 }
    expect(copied({ anchor, focus }, { mode: 'split' })).toBe('ne\nzw')
    expect(copied({ anchor: focus, focus: anchor }, { mode: 'split' })).toBe('ne\nzw')
  })

  test('leaves out folded files', () => {
    expect(copied(all('both'), { isCollapsed: (file) => file.path === 'a' })).toBe('x\ny')
  })

  test('takes lines that differ in white space only once', () => {
    const whitespace = new WhitespacePairs()
    whitespace.add({ hunkRow: 7, isUnchanged: true, removed: Uint32Array.of(8), added: Uint32Array.of(9) })
    whitespace.add({ hunkRow: 0, isUnchanged: false, removed: Uint32Array.of(2), added: Uint32Array.of(4) })
    expect(copied(all('both'), { whitespace })).toBe('one\nthree\nzwei\ndrei\nfour\nx\ny')
  })
})

test('a selection takes the text of its own side, and of both where they stand below each other', () => {
  expect(['left', 'right', 'both'].map((side) => isSideOf(side, 'left'))).toEqual([true, false, true])
  expect(['left', 'right', 'both'].map((side) => isSideOf(side, 'both'))).toEqual([true, true, true])
})
