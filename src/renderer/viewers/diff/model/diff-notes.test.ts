import { expect, test } from 'vitest'
import { type DiffState, emptyDiff } from '../diff-reader.ts'
import { diffNotes } from './diff-notes.ts'
import { fileDiff, scanned } from './scanned-fixture.ts'

const codes = (text: string) => {
  const diff: DiffState = { ...emptyDiff, model: scanned(text), reading: { state: 'read' } }
  return diffNotes(diff).map(({ code }) => code)
}

test('a diff of words is called one, and is not said to lie', () => {
  expect(codes(fileDiff('a', '@@ -1,2 +1,3 @@\n[-one-]{+two+} more\nsame\n{+three+}\n'))).toEqual(['word-diff'])
  expect(codes(fileDiff('a', '@@ -1,3 +1,3 @@\n one\n~\n two \n-more\n+less\n~\n three\n~\n'))).toEqual(['word-diff'])
})

test('a diff of words that only colours told apart is called one', () => {
  const model = scanned(fileDiff('a', '@@ -1,3 +1,2 @@\nonetwo more\nsame\n') + fileDiff('b', '@@ -0,0 +1 @@\n+ a sign of its own\n'))
  const diff: DiffState = { ...emptyDiff, model, reading: { state: 'read' } }
  const notes = diffNotes({ ...diff, treatment: { ...diff.treatment, wasColoured: true } })
  expect(notes.map(({ code }) => code)).toEqual(['word-diff', 'treated'])
})

test('a hunk that does not match its header is no diff of words', () => {
  expect(codes(fileDiff('a', '@@ -1,9 +1,2 @@\n-one\n+two\n'))).toEqual(['lies'])
  expect(codes(fileDiff('a', '@@ -1 +1 @@\n-a[-1-]\n+b\n'))).toEqual([])
})

test('what git range-diff and diff -c write is called by its name', () => {
  expect(codes('1:  1d2e9c0 = 1:  1d2e9c0 side\n-:  ------- > 2:  a799fe0 second\n')).toEqual(['range-diff'])
  expect(codes('*** a\n--- b\n***************\n*** 1 ****\n! x\n--- 1 ----\n! y\n')).toEqual(['context-diff'])
  expect(codes('diff -rc a/x b/x\n*** a/x\n--- b/x\n***************\n*** 1 ****\n! x\n--- 1 ----\n! y\n')).toEqual(['context-diff'])
  expect(codes('diff -r a/x b/x\n2c2\n< b\n---\n> c\n')).toEqual(['other-form'])
  expect(codes('nothing of the kind\n')).toEqual(['no-diff'])
  const stat = ' a.png | Bin 0 -> 95 bytes\n 1 file changed, 0 insertions(+), 0 deletions(-)\n\n'
  expect(codes(stat)).toEqual(['other-form'])
  expect(codes(`${stat}diff --git a/a.png b/a.png\nnew file mode 100644\nBinary files /dev/null and b/a.png differ\n`)).toEqual([])
  expect(codes('diff --git a/x b/y\nsimilarity index 100%\nrename from x\nrename to y\n')).toEqual([])
})

test('signs that nobody can tell apart are said to be such, and not to lie', () => {
  const model = scanned(fileDiff('a', '@@ -1,2 +1,2 @@\n same\n>one\n<two\n'))
  const diff: DiffState = { ...emptyDiff, model, reading: { state: 'read' } }
  const of = (otherSigns: DiffState['treatment']['otherSigns']) => diffNotes({ ...diff, treatment: { ...diff.treatment, otherSigns } })
  expect(of({ is: 'unclear' })).toEqual([{ code: 'unclear-signs' }])
  expect(of({ is: 'found', signs: '< >' }).at(-1)).toEqual({ code: 'treated', words: 'Its signs < > are shown as + and −.' })
})
