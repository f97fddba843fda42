import { afterEach, describe, expect, it } from 'vitest'
import { japanese } from '../../../shared/language/japanese.ts'
import { speak } from '../../../shared/language/translate.ts'
import { formatAgo, formatDuration, formatMoment } from './moment.ts'
import { formatCount } from './plural.ts'

const now = Date.parse('2026-11-21T12:00:00.000Z')

describe('moments', () => {
  it.each([
    ['2026-11-21T11:59:30.000Z', 'just now'],
    ['2026-11-21T11:55:00.000Z', '5m ago'],
    ['2026-11-21T09:01:00.000Z', '2h ago'],
    ['2026-11-18T12:00:00.000Z', '3d ago'],
    ['2024-06-27T00:00:00.000Z', '2y ago'],
    ['2026-11-21T13:30:00.000Z', 'in 1h'],
    ['not a date', ''],
  ])('%s reads as %j', (moment, words) => {
    expect(formatAgo(moment, now)).toBe(words)
  })
})

describe('a moment in full', () => {
  it('is in the time zone of the reader', () => {
    const moment = new Date(2026, 0, 5, 7, 8, 9)
    expect(formatMoment(moment.toISOString())).toBe('2026-01-05 07:08:09')
  })

  it('stays as it is when it is no moment', () => {
    expect(formatMoment('yesterday')).toBe('yesterday')
  })
})

describe('durations', () => {
  it.each([
    [0, '0 ms'],
    [840, '840 ms'],
    [12_340, '12.3 s'],
    [59_940, '59.9 s'],
    [59_960, '1m 00s'],
    [245_000, '4m 05s'],
    [3_599_600, '1h 00m'],
    [7_620_000, '2h 07m'],
  ])('%d ms reads as %j', (durationMs, words) => {
    expect(formatDuration(durationMs)).toBe(words)
  })
})

describe('in Japanese', () => {
  afterEach(() => speak('en'))

  it('moments, durations and counts are written as `Intl` writes them', () => {
    speak('ja', japanese)
    const ago = new Intl.RelativeTimeFormat('ja', { style: 'narrow' })
    const dates = new Intl.DateTimeFormat('ja', { dateStyle: 'medium', timeStyle: 'medium' })
    const moment = new Date(2026, 0, 5, 7, 8, 9)
    expect(formatAgo('2026-11-21T11:55:00.000Z', now).replaceAll(' ', '')).toBe(ago.format(-5, 'minute').replaceAll(' ', ''))
    expect(formatAgo('2026-11-18T12:00:00.000Z', now).replaceAll(' ', '')).toBe(ago.format(-3, 'day').replaceAll(' ', ''))
    expect(formatMoment(moment.toISOString())).toBe(dates.format(moment))
    expect(formatDuration(245_000)).toBe('4分05秒')
    expect(formatCount(1_234_567)).toBe(new Intl.NumberFormat('ja').format(1_234_567))
  })
})

describe('in English', () => {
  it.each([0, 7, 999, 1000, 12_345, 1_234_567])('%d is written as `Intl` writes it', (count) => {
    expect(formatCount(count)).toBe(new Intl.NumberFormat('en').format(count))
  })

  it.each([
    ['2026-11-21T11:55:00.000Z', -5, 'minute'],
    ['2026-11-18T12:00:00.000Z', -3, 'day'],
    ['2026-11-21T13:30:00.000Z', 1, 'hour'],
  ] as const)('%s is as far away as `Intl` says', (moment, count, unit) => {
    expect(formatAgo(moment, now)).toBe(new Intl.RelativeTimeFormat('en', { style: 'narrow' }).format(count, unit))
  })
})
