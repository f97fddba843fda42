import { describe, expect, it } from 'vitest'
import { formatLinePlace, parseLinePlace, readLineRange } from './line-place.ts'

describe('a line place', () => {
  it.each([
    ['L12', { first: 12, last: 12 }],
    ['L12-L20', { first: 12, last: 20 }],
    ['L20-L12', { first: 12, last: 20 }],
  ])('%s is read', (text, range) => {
    expect(parseLinePlace(text)).toEqual(range)
    expect(parseLinePlace(formatLinePlace(range))).toEqual(range)
  })

  it.each([undefined, '', 'L0', 'L', '12', 'src/a.ts:R14', 'L1-', 'L99999999999999999'])('%s is none', (text) => {
    expect(parseLinePlace(text)).toBeUndefined()
  })

  it('can be typed in several ways', () => {
    for (const typed of ['1200', '1,200', ' l1200 ', 'L1200']) expect(readLineRange(typed)).toEqual({ first: 1200, last: 1200 })
    expect(readLineRange('5-9')).toEqual({ first: 5, last: 9 })
    expect(readLineRange('word')).toBeUndefined()
  })
})
