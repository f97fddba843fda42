import { expect, test } from 'vitest'
import { readGitNames, readName, stripPrefixes } from './file-names.ts'

test('quoted names are unquoted, their octal escapes as UTF-8', () => {
  expect(readName('"b/\\345\\225\\206\\345\\223\\201.txt"')).toBe('b/商品.txt')
  expect(readName('"a/tab\\there \\"quoted\\" back\\\\slash"')).toBe('a/tab\there "quoted" back\\slash')
  expect(readName('"a/grüß😀\\n"')).toBe('a/grüß😀\n')
})

test('dates and tabs after a name are not part of it', () => {
  expect(readName('a/with blank.txt\t')).toBe('a/with blank.txt')
  expect(readName('old.c\t2013-01-05 16:56:19.000000000 -0600')).toBe('old.c')
  expect(readName('old.c 2013-01-05 16:56:19 -0600')).toBe('old.c')
})

test('the two names of a git line are told apart though they have blanks', () => {
  expect(readGitNames('a/has blank/t.sql b/has blank/t.sql')).toEqual({ old: 'a/has blank/t.sql', new: 'b/has blank/t.sql' })
  expect(readGitNames('"a/A \\303\\242.py" "b/A \\303\\242.py"')).toEqual({ old: 'a/A â.py', new: 'b/A â.py' })
  expect(readGitNames('a/plain "b/quo\\"ted"')).toEqual({ old: 'a/plain', new: 'b/quo"ted' })
  expect(readGitNames('"a/quo\\"ted" b/plain one')).toEqual({ old: 'a/quo"ted', new: 'b/plain one' })
  expect(readGitNames('file1 file1')).toEqual({ old: 'file1', new: 'file1' })
})

test('prefixes of git are stripped from both names or from none', () => {
  expect(stripPrefixes({ old: 'a/x', new: 'b/x' })).toEqual({ old: 'x', new: 'x' })
  expect(stripPrefixes({ old: 'i/x', new: 'w/x' })).toEqual({ old: 'x', new: 'x' })
  expect(stripPrefixes({ old: '/dev/null', new: 'b/x' })).toEqual({ old: '/dev/null', new: 'x' })
  expect(stripPrefixes({ old: 'a/x', new: 'a/x' })).toEqual({ old: 'a/x', new: 'a/x' })
  expect(stripPrefixes({ old: 'src/x', new: 'src/x' })).toEqual({ old: 'src/x', new: 'src/x' })
})
