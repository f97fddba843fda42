import { expect, test } from 'vitest'
import { messageTitle } from './message-title.ts'

test('a mail is called by its subject, folded lines joined', () => {
  expect(messageTitle(['From 0123', 'Subject: [PATCH 1/2] A long', '  subject', 'Date: today'])).toBe('[PATCH 1/2] A long subject')
})

test('a commit is called by the first line of its message', () => {
  expect(messageTitle(['commit 0123', 'Author: A', '', '    Fix it', '    now'])).toBe('Fix it')
})

test('any other text is called by its first line', () => {
  expect(messageTitle(['', '  No patch generated ', 'more'])).toBe('No patch generated')
})

test('characters that would not be seen, or would turn the text around them, are shown', () => {
  expect(messageTitle(['Subject: [PATCH] safe \u202Elive\u202C'])).toBe('[PATCH] safe ⍰live⍰')
  expect(messageTitle(['commit 0123', '', '    \u2066Fix it\u0007'])).toBe('⍰Fix it⍰')
})

test('the rule above the commits of a log is no title', () => {
  expect(messageTitle(['-'.repeat(72), 'r2 | z | 2024', '', 'two'])).toBe('r2 | z | 2024')
  expect(messageTitle(['-'.repeat(60)])).toBe('-'.repeat(60))
})
