// Rows beyond what a hunk's header promised: `git apply` leaves them out, a reader sees them, and notes stand on them.
import { expect, test } from 'vitest'
import { walkDiff } from './diff-walk.ts'

async function rowsOf(...lines: string[]): Promise<string[]> {
  const rows: string[] = []
  const bytes = new TextEncoder().encode(['diff --git a/f b/f', '--- a/f', '+++ b/f', ...lines, ''].join('\n'))
  await walkDiff(
    (async function* () {
      yield bytes
    })(),
    {
      hunk: ({ path, nth }) => rows.push(`@ ${path} ${nth}`),
      row: (signs, text, left, right) => rows.push(`${signs} ${left} ${right} ${text}`),
      endHunk: () => rows.push('end'),
    },
  )
  return rows
}

test('a blank line beyond the header of a hunk is a row of it when more of its rows follow', async () => {
  expect(await rowsOf('@@ -1 +1 @@', '-a', '+b', '', '\r', '-c', '+d', '+')).toEqual([
    '@ f 1',
    '- 1 0 a',
    '+ 0 1 b',
    '  2 2 ',
    '  3 3 ',
    '- 4 0 c',
    '+ 0 4 d',
    '+ 0 5 ',
    'end',
  ])
})

test.each([
  ['the end of the diff', []],
  ['the next file', ['diff --git a/g b/g']],
  ['the next commit', ['commit 0123456789abcdef']],
  ['the signature of a mail', ['-- ', '2.39.5']],
  ['words', ['This is what I changed.', '+ not a row']],
  ['a mark that no line is before', ['\\ No newline at end of file']],
])('a blank line between a whole hunk and %s is no row', async (_, below) => {
  expect(await rowsOf('@@ -1 +1 @@', '-a', '+b', '', '', ...below)).toEqual(['@ f 1', '- 1 0 a', '+ 0 1 b', 'end'])
})

test('the rows of a hunk whose header has its signs exchanged count by its signs', async () => {
  expect(await rowsOf('@@ +7,1 -4,2 @@', '-a', ' b')).toEqual(['@ f 1', '- 4 0 a', '  5 7 b', 'end'])
})

test('two dashes are a removed row wherever rows follow them, and a signature where a version or nothing does', async () => {
  expect(await rowsOf('@@ -1 +1 @@', '-a', '+b', '--', '+c')).toEqual(['@ f 1', '- 1 0 a', '+ 0 1 b', '- 2 0 -', '+ 0 2 c', 'end'])
  expect(await rowsOf('@@ -1 +1 @@', '-a', '+b', '--', '2.39.5')).toEqual(['@ f 1', '- 1 0 a', '+ 0 1 b', 'end'])
  expect(await rowsOf('@@ -1 +1 @@', '-a', '+b', '--')).toEqual(['@ f 1', '- 1 0 a', '+ 0 1 b', 'end'])
})
