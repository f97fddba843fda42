import { expect, test } from 'vitest'
import { readLogLines } from './log-lines.ts'

test('lines are typed as numbers and ranges with space between', () => {
  expect(readLogLines('u', '')).toEqual([])
  expect(readLogLines('u', '120-180, 200;L7')).toEqual([
    { uri: 'u', first: 120, last: 180 },
    { uri: 'u', first: 200, last: 200 },
    { uri: 'u', first: 7, last: 7 },
  ])
  expect(readLogLines('u', '12 errors')).toBeUndefined()
})
