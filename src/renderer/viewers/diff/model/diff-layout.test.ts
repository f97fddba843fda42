import { describe, expect, test } from 'vitest'
import { type PlanOptions, planBlock } from './block-plan.ts'
import { BlockMeasurer, DiffLayout, headerUnits } from './diff-layout.ts'
import { type DiffFile } from './diff-file.ts'
import { type DiffModel } from './diff-model.ts'
import { RowParts } from './row-parts.ts'
import { fileDiff, inline, scanned, split } from './scanned-fixture.ts'
import { WhitespacePairs } from './whitespace-pairs.ts'

function layoutOf(model: DiffModel, options: PlanOptions, isCollapsed: (file: DiffFile) => boolean = () => false): DiffLayout {
  return new DiffLayout(model, new BlockMeasurer(options).measure(model), isCollapsed)
}

/** The first block, line by line: texts of the left and the right, `·` for none, and the part if it is not the first. */
function lines(model: DiffModel, options: PlanOptions): string[] {
  const [block] = model.blocks()
  if (block === undefined) return []
  const { left, right, parts } = planBlock(model, block, options)
  const text = (row: number) => (row < 0 ? '·' : model.text(row))
  return Array.from(left, (row, unit) => `${text(row)} | ${text(right[unit] ?? -1)}${(parts[unit] ?? 0) > 0 ? ` #${parts[unit]}` : ''}`)
}

const change = fileDiff('a.ts', '@@ -1,4 +1,5 @@\n one\n-old line\n+// new\n+new line\n four\n-five\n+fünf\n')

describe('a block on screen', () => {
  test('inline has every row below the other', () => {
    expect(lines(scanned(change), inline).map((line) => line.split(' | ')[0])).toEqual([
      '@@ -1,4 +1,5 @@',
      'one',
      'old line',
      '// new',
      'new line',
      'four',
      'five',
      'fünf',
    ])
  })

  test('side by side has a changed line beside what it became', () => {
    expect(lines(scanned(change), split)).toEqual([
      '@@ -1,4 +1,5 @@ | ·',
      'one | one',
      '· | // new',
      'old line | new line',
      'four | four',
      'five | fünf',
    ])
  })

  test('gives both sides of a line the same height when one wraps', () => {
    const model = scanned(fileDiff('a', `@@ -1 +1 @@\n-short\n+${'word '.repeat(10)}\n`))
    expect(planOf(model, { ...split, cells: 20 })).toEqual([0, 0, 1, 2])
    expect(planOf(model, { ...split, cells: 20, wrap: false })).toEqual([0, 0])
  })

  test('cuts a very long line, says so in a part of its own, and shows all of it when asked', () => {
    const model = scanned(fileDiff('a', `@@ -1 +1 @@\n-a\n+${'0123456789'.repeat(35_000)}\n`))
    const cut = { ...inline, wrap: false }
    expect(planOf(model, cut)).toEqual([0, 0, 0, 1])
    expect(new RowParts(model, cut).part(2, 1)).toEqual({ kind: 'cut', bytes: 350_000 })
    const all = { ...cut, expanded: new Set([2]) }
    expect(planOf(model, all)).toHaveLength(2 + 350_000 / 80)
    const parts = new RowParts(model, all)
    expect(parts.part(2, 4_374)).toMatchObject({ kind: 'text', start: 349_920, isLast: true })
    expect(parts.partOf(2, 160)).toBe(2)
  })
})

function planOf(model: DiffModel, options: PlanOptions): number[] {
  const [block] = model.blocks()
  return block === undefined ? [] : [...planBlock(model, block, options).parts]
}

describe('white space that does not count', () => {
  const model = scanned(fileDiff('a', '@@ -1,3 +1,3 @@\n-if (x)\n-  go()\n-stop()\n+if (y)\n+\tgo()\n+halt()\n', '@@ -9 +9 @@\n-  a\n+a\n'))
  const pairs = new WhitespacePairs()
  pairs.add({ hunkRow: 0, isUnchanged: false, removed: Uint32Array.of(2), added: Uint32Array.of(5) })
  pairs.add({ hunkRow: 7, isUnchanged: true, removed: Uint32Array.of(8), added: Uint32Array.of(9) })

  test('makes a repeated line one that did not change, with what is around it still changed', () => {
    expect(lines(model, { ...split, whitespace: pairs })).toEqual([
      '@@ -1,3 +1,3 @@ | ·',
      'if (x) | if (y)',
      '  go() | \tgo()',
      'stop() | halt()',
    ])
    expect(lines(model, { ...inline, whitespace: pairs }).map((line) => line.split(' | ')[0])).toEqual([
      '@@ -1,3 +1,3 @@',
      'if (x)',
      'if (y)',
      '\tgo()',
      'stop()',
      'halt()',
    ])
  })

  test('leaves out a hunk in which nothing else changed', () => {
    expect(layoutOf(model, { ...inline, whitespace: pairs }).unitCount).toBe(headerUnits + 6 + 1)
  })
})

describe('the layout', () => {
  const model = scanned(
    `commit 0123456789\n\n    Why\n\n${change}${fileDiff('empty', '')}${fileDiff('b.ts', '@@ -1 +1 @@\n-x\n+y\n', '@@ -9,0 +9 @@\n+z\n')}`,
  )

  test('has a header, a body and a gap for each file; a file without rows has a note', () => {
    const kinds = (layout: DiffLayout) =>
      Array.from({ length: layout.unitCount }, (_, unit) => layout.unitAt(unit)?.kind.slice(0, 6)).join(' ')
    expect(kinds(layoutOf(model, inline))).toBe(
      [
        'header header line line line gap',
        `header header ${'line '.repeat(8)}gap`,
        'header header note gap',
        `header header ${'line '.repeat(5)}gap`,
      ].join(' '),
    )
    expect(kinds(layoutOf(model, inline, () => true))).toBe(Array.from({ length: 4 }, () => 'header header gap').join(' '))
  })

  test.each([inline, split])('finds every row on the unit that shows it ($mode)', (options) => {
    const layout = layoutOf(model, options)
    for (let row = 0; row < model.rowCount; row++) {
      const unit = layout.unitAt(layout.unitOfRow(row))
      if (unit?.kind !== 'line') throw new Error(`row ${row} is on no line`)
      const { left, right } = layout.plan(unit.block)
      expect([left[unit.index], right[unit.index]]).toContain(row)
    }
  })

  test('finds rows of a folded file at its header', () => {
    const layout = layoutOf(model, inline, (file) => file.path === 'b.ts')
    expect(layout.unitAt(layout.unitOfRow(model.rowCount - 1))).toMatchObject({ kind: 'header', file: { path: 'b.ts' } })
  })

  test('has nothing after its last unit', () => {
    const layout = layoutOf(model, inline)
    expect(layout.unitAt(layout.unitCount)).toBeUndefined()
  })
})

test('a picture of a binary patch takes several lines, of which the first draws it', () => {
  const picture = (name: string) =>
    `diff --git a/${name} b/${name}\nindex 1234567..89abcde 100644\nGIT binary patch\nliteral 3\nKcmZQzXaE2J\n\nliteral 2\nJcmZQzXaE2J\n\n`
  const layout = layoutOf(scanned(picture('a.png') + picture('b.bin')), inline)
  const kinds = Array.from({ length: layout.unitCount }, (_, unit) => layout.unitAt(unit)?.kind)
  const rest = Array.from({ length: 4 }, () => 'note-rest')
  expect(kinds).toEqual(['header', 'header-rest', 'note', ...rest, 'gap', 'header', 'header-rest', 'note', 'gap'])
})
