import { expect, it } from 'vitest'
import { formatTextPlace, parseTextPlace } from './text-place.ts'

it.each([
  [undefined, { isPretty: false, lines: undefined }],
  ['L12', { isPretty: false, lines: 'L12' }],
  ['pretty', { isPretty: true, lines: undefined }],
  ['pretty:L1-L3', { isPretty: true, lines: 'L1-L3' }],
])('the place %s comes back as it was', (place, parsed) => {
  expect(parseTextPlace(place)).toEqual(parsed)
  expect(formatTextPlace(parsed)).toBe(place)
})
