import { describe, expect, it } from 'vitest'
import { formatAgo, formatDuration, formatMoment } from './moment.ts'

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
