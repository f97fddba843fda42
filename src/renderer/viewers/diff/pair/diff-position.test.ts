import { describe, expect, test } from 'vitest'
import { DiffLayout, headerUnits } from '../model/diff-layout.ts'
import { BlockMeasurer } from '../model/diff-layout.ts'
import { type DiffModel } from '../model/diff-model.ts'
import { fileDiff, scanned } from '../model/scanned-fixture.ts'
import { positionAt, topOfPosition } from './diff-position.ts'
import { ScrollLink } from './scroll-link.ts'

const unitPx = 20

function laidOut(text: string): { model: DiffModel; layout: DiffLayout } {
  const model = scanned(text)
  const options = {
    mode: 'inline',
    cells: 80,
    wideCells: 80,
    wrap: false,
    expanded: new Set<number>(),
    whitespace: undefined,
    hidden: undefined,
  } as const
  return { model, layout: new DiffLayout(model, new BlockMeasurer(options).measure(model), () => false) }
}

const context = (from: number, count: number) => Array.from({ length: count }, (_, index) => ` line ${from + index}\n`).join('')
const first = laidOut(
  fileDiff('a.ts', `@@ -1,20 +1,21 @@\n${context(1, 10)}+new\n${context(11, 10)}`) + fileDiff('b.ts', `@@ -5,2 +5,2 @@\n${context(5, 2)}`),
)
const second = laidOut(
  fileDiff('b.ts', `@@ -1,9 +1,9 @@\n${context(1, 9)}`) + fileDiff('a.ts', `@@ -11,10 +11,12 @@\n+x\n+y\n${context(11, 10)}`),
)

/** What stands below the sticky header of `to` once it shows the place that `from` shows at `topPx`. */
function textBeside(from: typeof first, to: typeof first, topPx: number): string | undefined {
  const position = positionAt(from.model, from.layout, topPx, unitPx)
  const top = position === undefined ? undefined : topOfPosition(to.model, to.layout, position, unitPx)
  if (top === undefined) return undefined
  const unit = to.layout.unitAt(Math.floor(top / unitPx) + headerUnits)
  return unit?.kind === 'line' ? to.model.text(to.layout.plan(unit.block).left[unit.index] ?? 0) : unit?.kind
}

describe('a diff that follows another', () => {
  const topOf = ({ model, layout }: typeof first, text: string) => {
    const row = Array.from({ length: model.rowCount }, (_, index) => index).find((index) => model.text(index) === text) ?? -1
    return (layout.unitOfRow(row) - headerUnits) * unitPx
  }

  test('shows the same line of the version that both start from', () => {
    expect(textBeside(first, second, topOf(first, 'line 15') + 7)).toBe('line 15')
    expect(textBeside(second, first, topOf(second, 'line 15'))).toBe('line 15')
  })

  test('stays at the line before while the other shows lines that it added', () => {
    expect(textBeside(first, second, topOf(first, 'new'))).not.toBe('line 11')
  })

  test('shows the file, wherever it stands', () => {
    const row = first.model.files[1]?.firstRow ?? 0
    const top = (first.layout.unitOfRow(row + 2) - headerUnits) * unitPx
    expect(first.model.text(row + 2)).toBe('line 6')
    expect(textBeside(first, second, top)).toBe('line 6')
  })

  test('stays where it is when it does not have the file', () => {
    const other = laidOut(fileDiff('c.ts', `@@ -1,2 +1,2 @@\n${context(1, 2)}`))
    expect(textBeside(first, other, 0)).toBeUndefined()
  })
})

test('only the diff that the reader has in hand leads', () => {
  const link = new ScrollLink()
  const goes: string[] = []
  const position = { path: 'a', oldPath: 'a', line: 1, belowPx: 0 }
  const diff = (name: string) => ({ position: () => position, goTo: () => void goes.push(name) })
  const [left, right] = [diff('left'), diff('right')]
  link.join(left)
  const leave = link.join(right)
  link.moved(left)
  expect(goes).toEqual([])
  link.lead(left)
  link.moved(left)
  link.moved(right)
  expect(goes).toEqual(['right'])
  leave()
  link.moved(left)
  expect(goes).toEqual(['right'])
})
