import { expect, test } from 'vitest'
import { type PlanOptions } from '../model/block-plan.ts'
import { BlockMeasurer, DiffLayout } from '../model/diff-layout.ts'
import { RowParts } from '../model/row-parts.ts'
import { fileDiff, inline, scanned, split } from '../model/scanned-fixture.ts'
import { Viewing } from '../viewed/viewing.ts'
import { lineLook, type LineLook } from './line-look.ts'
import styles from './DiffLine.module.css'

/** Every line of the first file below its hunk's header. */
function looks(diff: string, options: PlanOptions, noted = -1): LineLook[] {
  const model = scanned(diff)
  const layout = new DiffLayout(model, new BlockMeasurer(options).measure(model), () => false)
  const [block] = layout.blocks
  if (block === undefined) return []
  const view = {
    model,
    layout,
    parts: new RowParts(model, options),
    onShowAll: () => undefined,
    failing: undefined,
    viewing: new Viewing(undefined, undefined),
    onSeen: undefined,
    notes: { byRow: new Map([[noted, { noteId: 'n', side: 'right' as const }]]), byFile: new Map(), onNote: () => undefined },
  }
  const plan = layout.plan(block)
  const paints = { leftPaint: undefined, rightPaint: undefined, linked: undefined, isCursor: false, id: undefined }
  return Array.from(plan.left, (left, unit) =>
    lineLook({ view, block, unit, left, right: plan.right[unit] ?? -1, part: plan.parts[unit] ?? 0, ...paints }),
  ).slice(1)
}

const texts = ({ codes }: LineLook) => codes.map((code) => (code.kind === 'text' ? `${code.sign}${code.text}` : code.kind))
const lines = ({ numbers }: LineLook) => numbers.map(({ line }) => line)

test('side by side each side has its number and its text, or says that it has no line', () => {
  const shown = looks(fileDiff('a.ts', '@@ -1,2 +1,3 @@\n same\n-old\n+new\n+more\n'), split)
  expect(shown.map(texts)).toEqual([
    [' same', ' same'],
    ['\u2212old', '+new'],
    ['nothing', '+more'],
  ])
  expect(shown.map(lines)).toEqual([
    [1, 1],
    [2, 2],
    [0, 3],
  ])
})

test('inline a line has both its numbers, and its sign', () => {
  const shown = looks(fileDiff('a.ts', '@@ -1,2 +1,2 @@\n same\n-old\n+new\n'), inline)
  expect(shown.map(texts)).toEqual([[' same'], ['\u2212old'], ['+new']])
  expect(shown.map(lines)).toEqual([
    [1, 1],
    [2, 0],
    [0, 2],
  ])
})

test('the second part of a wrapped line has no number of its own, and the side beside it goes on', () => {
  const shown = looks(fileDiff('a.ts', `@@ -1 +1 @@\n-short\n+${'word '.repeat(30)}\n`), split)
  expect(shown.map(lines)).toEqual([
    [1, 1],
    [0, 0],
  ])
  expect(shown[1]?.codes[0]).toMatchObject({ kind: 'nothing', label: 'line goes on' })
})

test('letters that leave the height of their line are clipped, and no others: each clip may be a layer of the page', () => {
  const clipped = (text: string) =>
    looks(fileDiff('a.ts', `@@ -0,0 +1 @@\n+${text}\n`), inline)[0]?.codes[0]?.name.includes(styles['clipped'] ?? '?')
  for (const text of ['', 'const plain = 1\t// tab', 'façade, naïve – “quoted”…', 'Привет', '日本語のコメント', '→ ├── │', '한국어'])
    expect(clipped(text)).toBe(false)
  for (const text of ['z\u0300\u0301\u0302', '\u{12219}', 'ﷺ', 'ก็็็็', 'e\u0489', '\u2060x']) expect(clipped(text)).toBe(true)
})

test('a line that ends in what is worth saying has it behind its text', () => {
  const shown = looks(fileDiff('a.ts', '@@ -1,2 +1,2 @@\n same\r\n-old\r\n\\ No newline at end of file\n+new\n'), inline)
  expect(shown.map(({ codes }) => codes[0]?.kind === 'text' && codes[0].ends)).toEqual([['return'], ['return', 'noNewline'], []])
})

test('a note stands on the number of its side', () => {
  const shown = looks(fileDiff('a.ts', '@@ -1 +1 @@\n same\n'), split, 1)
  expect(shown[0]?.numbers.map(({ noteId }) => noteId)).toEqual([undefined, 'n'])
  expect(shown[0]?.hasNote).toBe(true)
})
