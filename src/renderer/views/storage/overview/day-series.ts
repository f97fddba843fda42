// Growth per day without gaps: days without uploads count, too.
import { type Usage } from '../../../../shared/usage.ts'

export interface Day {
  /** UTC, `2026-11-21`. */
  day: string
  artifacts: number
  sizeBytes: number
}

const dayMs = 24 * 60 * 60 * 1000

/** The `count` days up to the one of `nowMs`, oldest first. */
export function daySeries(byDay: Usage['byDay'], nowMs: number, count: number): Day[] {
  const known = new Map(byDay.map((day) => [day.day, day]))
  return Array.from({ length: count }, (_, index) => {
    const day = new Date(nowMs - (count - 1 - index) * dayMs).toISOString().slice(0, 10)
    const { artifacts, sizeBytes } = known.get(day) ?? { artifacts: 0, sizeBytes: 0 }
    return { day, artifacts, sizeBytes }
  })
}
