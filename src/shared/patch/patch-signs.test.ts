import { describe, expect, test } from 'vitest'
import { PatchText } from './patch-text.ts'

const head = 'diff --git a/x b/x\nindex 1234567..89abcde 100644\n--- a/x\n+++ b/x\n'

function read(text: string) {
  const patch = new PatchText()
  const bytes = patch.read(new TextEncoder().encode(text), true)
  return { text: new TextDecoder().decode(bytes), otherSigns: patch.treatment.otherSigns }
}

describe('signs that are not the usual ones', () => {
  test('are replaced, and named', () => {
    expect(read(`${head}@@ -1,3 +1,4 @@ f()\n.one\n<two\n>zwei\n>drei\n.more\n\\ No newline at end of file\n`)).toEqual({
      text: `${head}@@ -1,3 +1,4 @@ f()\n one\n-two\n+zwei\n+drei\n more\n\\ No newline at end of file\n`,
      otherSigns: { is: 'found', signs: '. < >' },
    })
  })

  test('may show in a later hunk only, and one by one', () => {
    const text = `${head}@@ -0,0 +1 @@\n>one\n${head}@@ -1 +1,2 @@\n same\n>more\n${head}@@ -1,2 +1 @@\n same\n<gone\n`
    expect(read(text).text).toBe(text.replaceAll(/^>/gm, '+').replaceAll(/^</gm, '-'))
  })

  test('are not clear when the counts allow several meanings', () => {
    const text = `${head}@@ -1,4 +1,4 @@\n same\n>here\n other\n<there\n last\n`
    expect(read(text)).toEqual({ text, otherSigns: { is: 'unclear' } })
  })
})

describe('what is no sign', () => {
  test.each([
    ['the first character of a line that lost its blank', '@@ -1,2 +1,2 @@\n}\n-a\n+b\n'],
    ['of several such lines', '@@ -1,4 +1,4 @@\n}\n})\n-a\n+b\nreturn\n'],
    ['text below a hunk that lacks lines', '@@ -1,9 +1,9 @@\n one\n-two\n+zwei\nThe end\n'],
  ])('%s stays as it is', (_, hunk) => {
    const { text, otherSigns } = read(head + hunk)
    expect(text).toBe(head + hunk)
    expect(otherSigns).toEqual({ is: 'none' })
  })
  test.each([
    ['of a new file', '@@ -0,0 +1,2 @@\n{+one+}\n{+two+}\n', '@@ -0,0 +1,2 @@\n+one\n+two\n'],
    ['within a line', '@@ -1,2 +1,2 @@\nsome [-old-]{+new+} words\nmore\n', '@@ -1,2 +1,2 @@\n-some old words\n+some new words\n more\n'],
  ])('the marks of a word diff %s stand for lines', (_, hunk, lines) => {
    expect(read(head + hunk)).toEqual({ text: head + lines, otherSigns: { is: 'none' } })
  })
})
