import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineShape } from './line-shape.ts'
import { type Repeat, RepeatScan } from './repeat-scan.ts'

const isSame = (one: string, other: string) => lineShape(one) === lineShape(other)

function repeatsOf(lines: readonly string[]): Repeat[] {
  const scan = new RepeatScan(0)
  const found = lines.map((line) => scan.add(lineShape(line))).filter((run) => run !== undefined)
  const last = scan.current()
  return last === undefined ? found : [...found, last]
}

describe('the shape of a line', () => {
  it('masks counters, times, ids and padding', () => {
    expect(isSame('step 9 of 400 took 1.5s', 'step 10 of 400 took 12s')).toBe(true)
    expect(isSame('2026-11-21T08:00:00.123Z poll', '2026-11-21T09:15:59.001Z poll')).toBe(true)
    expect(isSame('commit 3f2a91c done', 'commit deadbeef12 done')).toBe(true)
    expect(isSame('at 0x7ffd1 in main', 'at 0x1a2b3c4d in main')).toBe(true)
    expect(isSame('[  9%] building', '[ 10%] building')).toBe(true)
  })

  it('keeps words apart, and numbers that stand without any', () => {
    expect(isSame('step one', 'step two')).toBe(false)
    expect(isSame('defaced the wall', 'decade the wall')).toBe(false)
    expect(isSame('1.00 2.00', '3.00 4.00')).toBe(false)
    expect(isSame('', ' ')).toBe(false)
    expect(isSame(`${'x'.repeat(3000)}a`, `${'x'.repeat(3000)}ab`)).toBe(false)
  })
})

describe('repeats', () => {
  it('are runs of one line, from four on', () => {
    expect(repeatsOf(['a1', 'poll 1', 'poll 2', 'poll 3', 'end'])).toEqual([])
    expect(repeatsOf(['start', 'poll 1', 'poll 2', 'poll 3', 'poll 4', 'end'])).toEqual([{ head: 1, unit: 1, end: 5 }])
  })

  it('are runs of a few lines together, of which only whole ones count', () => {
    const round = (index: number) => [`round ${index}`, 'fetching', `got ${index} rows`]
    const lines = ['start', ...round(1), ...round(2), ...round(3), ...round(4), 'round 5', 'the end']
    expect(repeatsOf(lines)).toEqual([{ head: 1, unit: 3, end: 13 }])
  })

  it('follow each other, and one that goes on is told as far as it has come', () => {
    const lines = [...Array<string>(5).fill('aa'), ...Array<string>(6).fill('bb')]
    expect(repeatsOf(lines)).toEqual([
      { head: 0, unit: 1, end: 5 },
      { head: 5, unit: 1, end: 11 },
    ])
  })

  it('never overlap, and every row of one is like the row a unit before it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('aa', 'bb', 'cc'), { maxLength: 120 }), (lines) => {
        let free = 0
        for (const { head, unit, end } of repeatsOf(lines)) {
          expect(head).toBeGreaterThanOrEqual(free)
          expect((end - head) % unit).toBe(0)
          expect(end - head).toBeGreaterThanOrEqual(Math.max(4, 3 * unit))
          for (let row = head + unit; row < end; row++) expect(lines[row]).toBe(lines[row - unit])
          free = end
        }
        expect(free).toBeLessThanOrEqual(lines.length)
      }),
    )
  })
})
