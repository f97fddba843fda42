import { describe, expect, it } from 'vitest'
import { asciiOf, formatBytePlace, formatOffset, offsetDigits, parseBytePlace, readOffset } from './hex-format.ts'

describe('offsets', () => {
  it('have as many digits as the last one needs, at least eight', () => {
    expect(formatOffset(255, offsetDigits(1000))).toBe('000000FF')
    expect(offsetDigits(0x1_0000_0000)).toBe(8)
    expect(offsetDigits(0x1_0000_0001)).toBe(10)
    expect(offsetDigits(0)).toBe(8)
  })

  it.each([
    ['0x1F00', 0x1f00],
    ['1f00h', 0x1f00],
    ['7,936', 7936],
    [' 0 ', 0],
    ['50%', 4999],
    ['100%', 9999],
  ])('typed as %s are read', (typed, offset) => {
    expect(readOffset(typed, 10_000)).toBe(offset)
  })

  it.each(['', 'abc', '10000', '0xFFFFFF', '-1', '101%', '1e3'])('typed as %s are none of 10,000 bytes', (typed) => {
    expect(readOffset(typed, 10_000)).toBeUndefined()
  })
})

describe('a place in bytes', () => {
  it.each([
    ['0x1F00', { first: 0x1f00, last: 0x1f00 }],
    ['0x10-0x1F', { first: 16, last: 31 }],
  ])('%s comes back as it was', (text, range) => {
    expect(parseBytePlace(text)).toEqual(range)
    expect(formatBytePlace(range)).toBe(text)
  })

  it.each([undefined, 'L12', '1F00', '0x', '0x10-'])('%s is none', (text) => {
    expect(parseBytePlace(text)).toBeUndefined()
  })
})

it('bytes that print nothing are dots', () => {
  expect([0x41, 0x00, 0x7f, 0x20, 0xff].map(asciiOf).join('')).toBe('A·· ·')
})
