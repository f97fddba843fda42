import { expect, test } from 'vitest'
import { alignChange } from './change-alignment.ts'

/** Places of the shorter lines among the longer, for lines without their sign. */
function align(shorter: readonly string[], longer: readonly string[]): number[] | undefined {
  const bytes = new TextEncoder().encode([...shorter, ...longer].map((line) => `-${line}\n`).join(''))
  const offsets = [0]
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) offsets.push(at + 1)
  const slots = alignChange(bytes, offsets.slice(0, shorter.length), offsets.slice(shorter.length, -1))
  return slots === undefined ? undefined : [...slots]
}

test('a line stands beside the one that it became', () => {
  expect(align(['const name = first'], ['// the name', 'const name = second'])).toEqual([1])
  expect(align(['alpha(1)', 'omega(9)'], ['alpha(2)', 'new one', 'another', 'omega(8)'])).toEqual([0, 3])
})

test('indentation does not matter', () => {
  expect(align(['doIt()'], ['if (x) {', '    doIt()', '}'])).toEqual([1])
})

test('lines that became none stand at the top, as in any diff', () => {
  expect(align(['qwertz'], ['asdf', 'yxcv'])).toBeUndefined()
})

test('order is kept whatever is alike', () => {
  expect(align(['b = 1', 'a = 1'], ['a = 1', 'x', 'b = 1'])).toEqual([0, 2])
})

test('changes with as many lines on both sides, and huge ones, stay as they are', () => {
  expect(align(['a'], ['b'])).toBeUndefined()
  expect(
    align(
      Array.from({ length: 60 }, () => 'same'),
      Array.from({ length: 61 }, () => 'same'),
    ),
  ).toBeUndefined()
})
