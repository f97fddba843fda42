import { expect, it } from 'vitest'
import { daySeries } from './day-series.ts'

it('growth per day shows days without uploads, and none but the last ones', () => {
  const of = (day: string, sizeBytes: number) => ({ day, artifacts: 1, sizeBytes, originalSizeBytes: sizeBytes })
  const series = daySeries([of('2025-01-01', 9), of('2026-02-27', 5), of('2026-03-01', 7)], Date.parse('2026-03-01T23:59:00Z'), 4)
  expect(series.map(({ day, sizeBytes }) => [day, sizeBytes])).toEqual([
    ['2026-02-26', 0],
    ['2026-02-27', 5],
    ['2026-02-28', 0],
    ['2026-03-01', 7],
  ])
})
