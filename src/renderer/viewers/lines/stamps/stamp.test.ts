import { describe, expect, it } from 'vitest'
import { formatSpan, msBetween, readStamp } from './stamp.ts'

const at = Date.UTC(2026, 10, 21, 8, 0, 0)

describe('the time at the start of a line', () => {
  it.each([
    ['2026-11-21T08:00:00Z message', at],
    ['2026-11-21T08:00:00.1234567Z ##[group]Run make', at + 123.4567],
    ['2026-11-21T09:30:00+01:30 message', at],
    ['2026-11-21 08:00:00,123 - root - INFO - message', at + 123],
    ['[2026-11-21 08:00:00.5] message', at + 500],
    ['2026/11/21 08:00:00 message', at],
    ['[task 2026-11-21T08:00:00.345Z] message', at + 345],
    ['[taskcluster:warn 2026-11-21T08:00:00.345Z] message', at + 345],
    ['[21/Nov/2026:08:00:00 +0000] "GET /"', at],
    ['Sat Nov 21 08:00:00 2026 message', at],
    ['1795248000 message', at],
    ['1795248000.25 message', at + 250],
    ['1795248000250 message', at + 250],
  ])('is read from %s', (line, ms) => {
    expect(readStamp(line)?.ms).toBeCloseTo(ms, 3)
    expect(readStamp(line)?.clock).toBe('date')
  })

  it.each([
    ['Nov 21 08:00:01 host sshd[12]: message', 'Nov 21 08:00:00 host x', 1000],
    ['I1121 08:00:01.000500 12 main.go:3] message', 'I1121 08:00:00.000000 12 main.go:2] x', 1000.5],
    ['[08:00:01] message', '[08:00:00] x', 1000],
    ['00:00:01.5 | message', '23:59:59 | x', 2500],
    ['[    3.000001] usb', '[    1.000000] usb', 2000.001],
  ])('is read from %s, of which only differences mean something', (later, earlier, ms) => {
    const [from, to] = [readStamp(earlier), readStamp(later)]
    expect(from && to && msBetween(from, to)).toBeCloseTo(ms, 3)
  })

  it.each([
    '12 files changed',
    'step 08:00:00',
    '1.2.3 released',
    '2026 was',
    'Mar 3',
    '[12] ok',
    '',
    '123456789012345 x',
    'at 2026-11-21T08:00:00Z',
  ])('is not there in %j', (line) => expect(readStamp(line)).toBeUndefined())

  it('leaves the message with its indentation, and the word that stood beside the time', () => {
    const line = '[task 2026-11-21T08:00:00.345Z]   indented'
    const stamp = readStamp(line)
    expect(line.slice(stamp?.end)).toBe('  indented')
    expect(stamp?.tag).toBe('task')
  })

  it('is not compared with one of another clock', () => {
    const [from, to] = [readStamp('08:00:00 x'), readStamp('2026-11-21T08:00:00Z x')]
    expect(from && to && msBetween(from, to)).toBeUndefined()
  })
})

describe('spans', () => {
  it.each([
    [31, '0.031'],
    [12_500, '12.500'],
    [62_345, '1:02.345'],
    [3_723_450, '1:02:03.450'],
    [-5, '−0.005'],
    [59_999.9, '1:00.000'],
  ])('of %d ms', (ms, words) => expect(formatSpan(ms)).toBe(words))
})
