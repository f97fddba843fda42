import { describe, expect, it } from 'vitest'
import { type FlippedTest, type TestFlip } from '../../../shared/comparison/test-flips.ts'
import { formatDeltaPlace, parseDeltaPlace } from './delta-place.ts'
import { flipKey, formatFlipsPlace, parseFlipsPlace, selectFlips } from './flips-place.ts'

const flipped = (name: string, flip: TestFlip, change: Partial<FlippedTest> = {}): FlippedTest => ({
  flip,
  name,
  suite: ['suite'],
  first: 'passed',
  second: 'passed',
  firstKey: `suite › ${name}`,
  secondKey: `suite › ${name}`,
  isSlower: false,
  isByLikeness: false,
  ...change,
})

describe('a place in the comparison of tests', () => {
  it('is an address of filter and test, whatever they hold', () => {
    for (const place of [
      { show: [], find: '', test: undefined },
      { show: ['broke', 'slower'], find: 'a/b ~1', test: 'x/y › test:z #2' },
      { show: ['unlisted'], find: '', test: '< gone' },
    ] satisfies ReturnType<typeof parseFlipsPlace>[]) {
      expect(parseFlipsPlace(formatFlipsPlace(place))).toEqual(place)
    }
    expect(formatFlipsPlace(parseFlipsPlace(undefined))).toBeUndefined()
    expect(parseFlipsPlace('nonsense/show:no')).toEqual({ show: [], find: '', test: undefined })
  })

  it('shows what changed, or what is asked for', () => {
    const tests = [
      flipped('a', 'broke', { message: 'no euro' }),
      flipped('b', 'still-passing'),
      flipped('c', 'still-passing', { isSlower: true }),
    ]
    const names = (text: string | undefined) => selectFlips(tests, parseFlipsPlace(text)).map(({ name }) => name)
    expect(names(undefined)).toEqual(['a', 'c'])
    expect(names('show:still-passing')).toEqual(['b', 'c'])
    expect(names('show:slower')).toEqual(['c'])
    expect(names('find:EURO suite')).toEqual(['a'])
  })

  it('tells a test that only the first report has from one of the same name in the second', () => {
    const { secondKey: _key, ...gone } = flipped('a', 'removed')
    expect(flipKey(gone)).not.toBe(flipKey(flipped('a', 'broke')))
  })
})

it('a place in the comparison of logs is a line of one side, and whether only alarms are shown', () => {
  for (const place of [
    { isAlarms: false, at: undefined },
    { isAlarms: true, at: undefined },
    { isAlarms: false, at: { side: 'first' as const, line: 12 } },
    { isAlarms: true, at: { side: 'second' as const, line: 3 } },
  ]) {
    expect(parseDeltaPlace(formatDeltaPlace(place))).toEqual(place)
  }
  expect(parseDeltaPlace('>0')).toEqual({ isAlarms: false, at: undefined })
})
