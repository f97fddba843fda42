import { expect, test } from 'vitest'
import { fileDiff, scanned } from '../model/scanned-fixture.ts'
import { findWhitespace } from './find-whitespace.ts'

function found(...hunks: string[]) {
  const model = scanned(fileDiff('a', ...hunks))
  const rows = Array.from({ length: model.rowCount }, (_, row) => row)
  return findWhitespace({
    firstRow: 0,
    ...model.lineBytes(rows),
    kinds: Uint8Array.from(rows, (row) => model.kind(row)),
    signCounts: Uint8Array.from(rows, (row) => model.signCount(row)),
  }).map(({ hunkRow, isUnchanged, removed, added }) => ({ hunkRow, isUnchanged, removed: [...removed], added: [...added] }))
}

test('lines that differ in white space only are paired, others are not', () => {
  expect(found('@@ -1,3 +1,3 @@\n-if(x)\n-  go()\n-end\n+if (x)\n+\tgo( )\n+fin\n')).toEqual([
    { hunkRow: 0, isUnchanged: false, removed: [1, 2], added: [4, 5] },
  ])
})

test('a hunk with nothing else is unchanged, also when only line ends differ', () => {
  expect(found('@@ -1 +1 @@\n-a\n+ a\n', '@@ -5 +5 @@\n-b\r\n+b\n')).toEqual([
    { hunkRow: 0, isUnchanged: true, removed: [1], added: [2] },
    { hunkRow: 3, isUnchanged: true, removed: [4], added: [5] },
  ])
})

test('an added blank line is a change', () => {
  expect(found('@@ -1 +1,2 @@\n-a\n+  a\n+\n')).toEqual([{ hunkRow: 0, isUnchanged: false, removed: [1], added: [2] }])
})

test('pairs keep their order in huge changes too', () => {
  const lines = Array.from({ length: 1_500 }, (_, index) => `line ${index}`)
  const [hunk] = found(
    `@@ -1,1500 +1,1500 @@\n${lines.map((line) => `-${line}\n`).join('')}${lines.map((line) => `+  ${line}\n`).join('')}`,
  )
  expect(hunk).toMatchObject({ isUnchanged: true })
  expect(hunk?.removed).toEqual(lines.map((_, index) => index + 1))
})
