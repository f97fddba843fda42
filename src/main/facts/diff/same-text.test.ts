// However a diff came to be wrapped, all who read it read the same lines.
import { expect, test } from 'vitest'
import { readChanges } from '../triage/diff-changes.ts'
import { scanDiff } from '../diff-scan.ts'
import { walkDiff } from './diff-walk.ts'
import { readPatch } from './patch-reader.ts'

const file = (path: string, hunk: string) =>
  `diff --git a/${path} b/${path}\nindex 1234567..89abcde 100644\n--- a/${path}\n+++ b/${path}\n${hunk}`
const diff =
  file('src/one.ts', '@@ -1,3 +1,4 @@ class A {\n same\n-alt\n+neu\n+größer\n more\n@@ -9 +10 @@\n-x\n+y\n') +
  file('two', '@@ -0,0 +1 @@\n+z\n')

async function* pieces(bytes: Uint8Array) {
  for (let from = 0; from < bytes.length; from += 50) yield bytes.subarray(from, from + 50)
}

async function readAll(text: string | Uint8Array) {
  const bytes = Buffer.from(text)
  const rows: unknown[] = []
  await walkDiff(pieces(bytes), {
    hunk: ({ path, nth }) => rows.push([path, nth]),
    row: (...row) => rows.push(row),
    endHunk: () => rows.push('end'),
  })
  const { notes: _notes, ...facts } = await scanDiff(pieces(bytes))
  return { rows, facts, changes: await readChanges(pieces(bytes)), patch: readPatch(bytes) }
}

const coloured = diff.replaceAll(/^(?! ).+$/gm, '\u001B[1m$&\u001B[m')

test.each([
  ['coloured', coloured],
  ['quoted', `You wrote:\n${diff.replaceAll(/^/gm, '> ').replace(/> $/, '')}`],
  ['indented', diff.replaceAll(/^/gm, '    ')],
  ['drawn behind a graph', `* commit 28b8e2681e61ab66254056ba787f27b7a49c6c81\n${diff.replaceAll(/^/gm, '| ')}`],
  ['coloured behind a graph', `* commit 28b8e26\n${coloured.replaceAll(/^/gm, '\u001B[31m|\u001B[m ')}`],
  ['in UTF-16', Buffer.from(`\uFEFF${diff}`, 'utf16le')],
  ['in UTF-16 without a mark', Buffer.from(diff, 'utf16le')],
  ['of lines that end in carriage returns alone', diff.replaceAll('\n', '\r')],
  ['behind a byte order mark', `\uFEFF${diff}`],
])('a diff that is %s has the rows, facts, changed lines and patches of the bare one', async (_, wrapped) => {
  const bare = await readAll(diff)
  expect(bare.rows).toHaveLength(3 + 3 + 5 + 2 + 1)
  expect(bare.changes.map(({ path, hunks }) => [path, hunks.length])).toEqual([
    ['src/one.ts', 2],
    ['two', 1],
  ])
  expect(await readAll(wrapped)).toEqual(bare)
})
