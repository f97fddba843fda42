import { expect, test } from 'vitest'
import { LinePrefix } from './line-prefix.ts'

/** The lines without their prefix, wherever they are cut into pieces. */
function bare(text: string): string[] | 'none' {
  const bytes = new TextEncoder().encode(text)
  const first = text.search(/^.*(?:diff|---) /m)
  const ends = [...text.matchAll(/\n/g)]
    .map(({ index }) => new TextEncoder().encode(text.slice(0, index + 1)).length)
    .filter((end) => end > first)
  const [whole = '', ...others] = [[], ends, ...ends.map((end) => [end])].map((cuts) => {
    const prefix = new LinePrefix()
    const pieces = [0, ...cuts].map((start, index) => prefix.remove(bytes.slice(start, cuts[index] ?? bytes.length), index === cuts.length))
    const read = pieces.map((piece) => new TextDecoder().decode(piece)).join('')
    return prefix.isThere ? read : 'none'
  })
  // What stands above the first file is told with it, and only if it came in the same piece.
  for (const other of others) expect(other.slice(other.search(/diff --git|--- /))).toBe(whole.slice(whole.search(/diff --git|--- /)))
  return whole === 'none' ? 'none' : whole.split('\n')
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

test('a diff that the message of a commit quotes is text, and takes no indentation from the rows below', () => {
  const rows = ['diff --git a/x b/x', 'index 1..2 100644', '--- a/x', '+++ b/x', '@@ -1,2 +1,2 @@', '     return 1', '-    a', '+    b']
  const quoted = ['    --- a/fake', '    +++ b/fake', '    @@ -1 +1 @@', '    diff --git a/f b/f', '    index 1..2', '']
  const log = ['commit 28b8e2681e61ab66254056ba787f27b7a49c6c81', '', '    The message', ...quoted, ...rows]
  expect(bare(log.join('\n'))).toBe('none')
  const graph = log.map((line, index) => (index === 0 ? `* ${line}` : `| ${line}`))
  const text = new LinePrefix().remove(new TextEncoder().encode(graph.join('\n')), true)
  expect(new TextDecoder().decode(text).split('\n')).toEqual(log)
})

test('a diff without the indentation of the one above it keeps its own', () => {
  const above = ['So:', '    --- a/x', '    +++ b/x', '    @@ -1 +1 @@', '    -a', '    +b']
  const below = ['diff --git a/y b/y', 'index 1..2', '@@ -1 +1,2 @@', '     return 1', '+    b']
  expect(bare([...above, ...below].join('\n'))).toEqual([...above.map((line) => line.replace('    ', '')), ...below])
})

test('what the graph of Mercurial draws is no part of its diffs', () => {
  const graph = [
    '@  changeset:   1:7d1a',
    '|  user:        z',
    '|',
    '|  diff -r 1234 x',
    '|  --- a/x\tFri',
    '|  +++ b/x\tFri',
    '|  @@ -1,1 +1,1 @@',
    '|  -a',
    '|  +b',
  ]
  const root = [
    'o  changeset:   0:1234',
    '   user:        z',
    '   diff -r 0000 x',
    '   --- /dev/null',
    '   +++ b/x',
    '   @@ -0,0 +1,1 @@',
    '   +a',
  ]
  expect(bare([...graph, ...root].join('\n'))).toEqual([...graph, ...root].map((line) => line.slice(3)))
})

test('a line that only mentions a diff is no start of one', () => {
  expect(bare('we ran diff --git a/x b/x\nand saw nothing\n')).toBe('none')
})

test('without a `diff` line a quotation or indentation is told by the names of a file and its first hunk', () => {
  const lines = ['--- a/x', '+++ b/x', '@@ -1,2 +1,2 @@', ' same', '-a', '+b']
  for (const prefix of ['> ', '    ', '\t'])
    expect(bare(['So:', ...lines.map((line) => prefix + line)].join('\n'))).toEqual(['So:', ...lines])
  expect(bare('  --- a rule\n  +++ another\n  and no diff\n')).toBe('none')
})
