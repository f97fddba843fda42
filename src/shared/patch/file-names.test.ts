import { expect, test } from 'vitest'
import { gitNames, hasPrefixes, sideName } from './file-names.ts'

test('quoted names are unquoted, their octal escapes as UTF-8', () => {
  expect(sideName('"b/\\345\\225\\206\\345\\223\\201.txt"')).toBe('b/商品.txt')
  expect(sideName('"a/tab\\there \\"quoted\\" back\\\\slash"')).toBe('a/tab\there "quoted" back\\slash')
  expect(sideName('"a/grüß😀\\n"')).toBe('a/grüß😀\n')
})

test('dates and tabs after a name are not part of it', () => {
  expect(sideName('a/with blank.txt\t')).toBe('a/with blank.txt')
  expect(sideName('old.c\t2013-01-05 16:56:19.000000000 -0600')).toBe('old.c')
  expect(sideName('old.c 2013-01-05 16:56:19 -0600')).toBe('old.c')
})

test('the two names of a git line are told apart though they have blanks', () => {
  expect(gitNames('a/has blank/t.sql b/has blank/t.sql')).toEqual({ old: 'a/has blank/t.sql', new: 'b/has blank/t.sql' })
  expect(gitNames('"a/A \\303\\242.py" "b/A \\303\\242.py"')).toEqual({ old: 'a/A â.py', new: 'b/A â.py' })
  expect(gitNames('a/plain "b/quo\\"ted"')).toEqual({ old: 'a/plain', new: 'b/quo"ted' })
  expect(gitNames('"a/quo\\"ted" b/plain one')).toEqual({ old: 'a/quo"ted', new: 'b/plain one' })
  expect(gitNames('file1 file1')).toEqual({ old: 'file1', new: 'file1' })
})

test.each([
  ['a/x', 'b/x', true],
  ['i/x', 'w/x', true],
  ['/dev/null', 'b/x', true],
  ['a/x', '/dev/null', true],
  ['before/src/x', 'after/src/x', true],
  ['old/x', 'new/y', true],
  ['a/x', 'a/x', false],
  ['src/x', 'src/x', false],
  ['/dev/null', 'src/x', false],
  ['src/x', 'lib/y', false],
])('%s and %s: a folder on either side that is no part of the path is one %s', (old, now, are) => {
  expect(hasPrefixes(old, now)).toBe(are)
})

test('a name may end in blanks, and not in the carriage return of its line', () => {
  expect(sideName('b/ends in a blank \t')).toBe('b/ends in a blank ')
  expect(sideName('b/as git reads it  ')).toBe('b/as git reads it  ')
  expect(sideName('b/plain\r')).toBe('b/plain')
})
