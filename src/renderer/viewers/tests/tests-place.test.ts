import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatTestsPlace,
  outcomeFilters,
  parseTestsPlace,
  testArrangements,
  testSorts,
  type TestsPlace,
  usualTestsPlace,
} from './tests-place.ts'

describe('a place in a report', () => {
  it('reads well', () => {
    expect(formatTestsPlace({ ...usualTestsPlace, show: ['failed'], by: 'error', test: 'api/users › creates' })).toBe(
      'show:failed/by:error/test:api/users › creates',
    )
    expect(formatTestsPlace(usualTestsPlace)).toBeUndefined()
  })

  it('comes back as it was', () => {
    const place: fc.Arbitrary<TestsPlace> = fc.record({
      show: fc.subarray([...outcomeFilters]),
      by: fc.constantFrom(...testArrangements),
      sort: fc.constantFrom(...testSorts),
      find: fc.string(),
      slower: fc.nat({ max: 999_999_999 }),
      near: fc.option(fc.string(), { nil: undefined }),
      test: fc.option(fc.string(), { nil: undefined }),
    })
    fc.assert(
      fc.property(place, (each) => {
        expect(parseTestsPlace(formatTestsPlace(each))).toEqual(each)
      }),
    )
  })

  it('that is unknown is the usual one', () => {
    for (const text of [undefined, '', 'L12', 'show:green/by:colour/sort:', 'slower:-1', 'slower:soon', '///'])
      expect(parseTestsPlace(text)).toEqual(usualTestsPlace)
  })
})
