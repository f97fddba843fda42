import { expect, test } from 'vitest'
import { markWords } from './word-marks.ts'

/** The marked words of both lines. */
function marked(removed: string, added: string): [string[], string[]] | undefined {
  const marks = markWords(removed, added)
  if (marks === undefined) return undefined
  const words = (line: string, ranges: number[]) =>
    ranges.flatMap((start, index) => (index % 2 === 0 ? [line.slice(start, ranges[index + 1])] : []))
  return [words(removed, marks.removed), words(added, marks.added)]
}

test('the words that differ are marked', () => {
  expect(marked('const a = first(x)', 'const a = second(x, y)')).toEqual([['first'], ['second', ', y']])
})

test('words that only one line has are marked there alone', () => {
  expect(marked('import { a } from "m"', 'import { a, b } from "m"')).toEqual([[], [', b']])
})

test('blanks between marked words are marked with them', () => {
  expect(marked('return one two three', 'return eins zwei three')).toEqual([['one two'], ['eins zwei']])
})

test('lines with little in common are not marked', () => {
  expect(marked('completely different', 'nothing alike = here()')).toBeUndefined()
  expect(marked('same', 'same')).toBeUndefined()
})

test('indentation is marked when nothing else changed, and not beside other changes', () => {
  expect(marked('  go()', '\tgo()')).toEqual([['  '], ['\t']])
  expect(marked('  go(slow)', '      go(fast)')).toEqual([['slow'], ['fast']])
})

test('blanks at the end are marked', () => {
  expect(marked('go()  ', 'go()')).toEqual([['  '], []])
})

test('words of other scripts are words', () => {
  expect(marked('x = "größer"', 'x = "größte"')).toEqual([['größer'], ['größte']])
})
