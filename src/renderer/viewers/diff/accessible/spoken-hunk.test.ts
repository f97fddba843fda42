import { expect, test } from 'vitest'
import { fileDiff, scanned } from '../model/scanned-fixture.ts'
import { spokenHunk, spokenLines } from './spoken-hunk.ts'

const model = scanned(
  fileDiff('a.ts', '@@ -3,3 +3,3 @@ f()\n one\n-two\u202e\n+zwei\n \n\\ No newline at end of file\n') +
    `diff --git a/b.ts b/b.ts\nnew file mode 100644\n--- /dev/null\n+++ b/b.ts\n@@ -0,0 +1,900 @@\n${'+x\n'.repeat(900)}`,
)
const [first, second] = model.blocks()

test('a hunk is said by its file, where it begins, and how much of it changed', () => {
  expect(first === undefined ? '' : spokenHunk(model, first)).toBe(
    'a.ts, from line 3 before, from line 3 after: 1 line removed, 1 line added',
  )
  expect(second === undefined ? '' : spokenHunk(model, second)).toBe(
    'b.ts, added file, from line 1 after: 0 lines removed, 900 lines added',
  )
})

test('each line says what happened to it, its number and its text, with what cannot be seen named', () => {
  const labels = first === undefined ? [] : spokenLines(model, first, 500).map(({ label }) => label)
  expect(labels[0]).toBe('unchanged line 3: one')
  expect(labels[1]).toMatch(/^removed line 4: two./)
  expect(labels[1]).not.toContain('\u202e')
  expect(labels.slice(2)).toEqual(['added line 4: zwei', 'unchanged line 5: blank, without a newline at its end'])
})

test('of a long hunk the first lines come at once', () => {
  expect(second === undefined ? [] : spokenLines(model, second, 500)).toHaveLength(500)
})
