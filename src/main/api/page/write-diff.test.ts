// A page shows the files, line numbers and counts that the window's viewer shows.
import { expect, test } from 'vitest'
import { writeDiff } from './write-diff.ts'

/** `name +1 −1`, then each row: its look, both numbers, its text. */
function shown(...lines: string[]): string[] {
  const html = [...writeDiff(`${lines.join('\n')}\n`)].join('')
  return html
    .replaceAll(/<summary>(.*?)<\/summary>/g, '\n== $1\n')
    .replaceAll(/<span(?: class="(\w+)")?><i>(\d*)<\/i><i>(\d*)<\/i>(.*?)\n<\/span>/g, '$1|$2|$3|$4\n')
    .replaceAll(/<b>(.*?)\n<\/b>/g, '$1\n')
    .replaceAll(/<[^>]*>/g, '')
    .trim()
    .split(/\n+/)
}

test('rows have the numbers of their sides, and lines that say no newline stay', () => {
  expect(
    shown('diff --git a/a.ts b/a.ts', '--- a/a.ts', '+++ b/a.ts', '@@ -3,2 +3,2 @@ f()', ' a', '-b', '+c', '\\ No newline at end of file'),
  ).toEqual([
    '== a.ts +1 −1',
    'meta|||diff --git a/a.ts b/a.ts',
    'meta|||--- a/a.ts',
    'meta|||+++ b/a.ts',
    '@@ -3,2 +3,2 @@ f()',
    '|3|3| a',
    'del|4||-b',
    'add||4|+c',
    'meta|||\\ No newline at end of file',
  ])
})

test('a combined diff is read with a sign for each parent', () => {
  expect(shown('diff --cc a.ts', '--- a/a.ts', '+++ b/a.ts', '@@@ -1,2 -1,2 +1,2 @@@', '  a', '- b', ' -c', '++d').slice(4)).toEqual([
    '@@@ -1,2 -1,2 +1,2 @@@',
    '|1|1|  a',
    'del|2||- b',
    'del||| -c',
    'add||2|++d',
  ])
})

test('the reverse of a patch counts by its signs', () => {
  expect(shown('--- a/a.ts', '+++ b/a.ts', '@@ +1,2 -1,1 @@', ' a', '+b').filter((line) => !line.startsWith('meta'))).toEqual([
    '== a.ts +1 −0',
    '@@ +1,2 -1,1 @@',
    '|1|1| a',
    'add||2|+b',
  ])
})

test('rows beyond what a header promised count', () => {
  expect(shown('--- a/a.ts', '+++ b/a.ts', '@@ -1 +1 @@', '-a', '+b', '+c', '+d')[0]).toBe('== a.ts +3 −1')
})

test('files are told apart whatever wrote them, also those without lines, and names are read', () => {
  const heads = shown(
    'From: A',
    '',
    'Index: a.c',
    '===================================================================',
    '--- a.c (revision 1)',
    '+++ a.c (working copy)',
    '@@ -1 +1 @@',
    '-- old',
    '+++ new',
    'diff --git "a/caf\\303\\251.ts" "b/caf\\303\\251.ts"',
    'similarity index 100%',
    'rename from x.ts',
    'rename to y.ts',
  ).filter((line) => line.startsWith('=='))
  expect(heads).toEqual(['== text', '== a.c +1 −1', '== y.ts +0 −0'])
})
