import { expect, test } from 'vitest'
import { DiffPrefix, DiffPrefixFinder } from './diff-prefix.ts'

function bare(text: string): string[] | 'none' | undefined {
  const lines = text.split('\n')
  const finder = new DiffPrefixFinder()
  let found: DiffPrefix | 'none' | undefined
  for (const line of lines) found ??= finder.look(line)
  return found instanceof DiffPrefix ? lines.map((line) => line.slice(found.cut(line))) : found
}

test('what a graph draws is no part of its diffs, however far right a commit stands', () => {
  const graph = [
    '*   commit 28b8e2681e61ab66254056ba787f27b7a49c6c81',
    '|\\  Merge: a799fe0 1d2e9c0',
    '| | ',
    '| * commit 1d2e9c0ce95cd6708a5889ce68152fdd3e64d615',
    '| | diff --git a/x b/x',
    '| | index 6772730..f94e94b 100644',
    '| | @@ -1,2 +1,2 @@',
    '| |  | a table |',
    '| | -* one',
    '| | +* two',
    '* | commit a799fe0e00eac4d6ef12c8be4a8a2a2a2a2a2a2a',
    '|/  ',
    '|   -- no graph',
  ]
  expect(bare(graph.join('\n'))).toEqual([
    'commit 28b8e2681e61ab66254056ba787f27b7a49c6c81',
    'Merge: a799fe0 1d2e9c0',
    '',
    'commit 1d2e9c0ce95cd6708a5889ce68152fdd3e64d615',
    'diff --git a/x b/x',
    'index 6772730..f94e94b 100644',
    '@@ -1,2 +1,2 @@',
    ' | a table |',
    '-* one',
    '+* two',
    'commit a799fe0e00eac4d6ef12c8be4a8a2a2a2a2a2a2a',
    '',
    '-- no graph',
  ])
})

test('a prefix of every line is cut, from a line that lost its blanks too', () => {
  const lines = [
    'diff --git a/x b/x',
    'index 1..2 100644',
    '--- a/x',
    '+++ b/x',
    '@@ -1,2 +1,2 @@',
    ' diff --git is a context line',
    '-a',
    '+b',
    '',
  ]
  for (const prefix of ['> ', '    ', '| ', 'review: ']) {
    const prefixed = lines.map((line) => (line === '' ? prefix.trimEnd() : prefix + line))
    expect(bare(prefixed.join('\n'))).toEqual(lines)
  }
})

test('a diff without one keeps its lines, whatever they quote', () => {
  expect(bare('Subject: x\n\ndiff --git a/x b/x\n> diff --git a/y b/y\n> index 1..2')).toBe('none')
})

test('a line that only mentions a diff is no start of one', () => {
  expect(bare('we ran diff --git a/x b/x\nand saw nothing\n')).toBeUndefined()
})
