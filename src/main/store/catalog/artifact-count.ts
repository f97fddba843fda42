// How many artifacts have something, as far as it matters for how they are found.
import { type Database } from 'better-sqlite3'
import { type Condition, type Value } from './artifact-filter.ts'

/** Counted up to one more than `most`: from the sums that are kept, where there is one, or from its index alone. */
export function countUpTo(database: Database, { index, sql, values, kept }: Condition, most: number): number {
  if (kept !== undefined) {
    const sum = database.prepare<Value[], number | null>(`SELECT sum(artifacts) FROM ${kept}`).pluck()
    return Math.min(sum.get(...values) ?? 0, most + 1)
  }
  const from = `artifact INDEXED BY ${index} WHERE ${sql}`
  // Steps over an index take a tenth of the time that counting takes.
  const isMore = database.prepare<Value[], 1>(`SELECT 1 FROM ${from} LIMIT 1 OFFSET ?`).pluck()
  if (isMore.get(...values, most) === 1) return most + 1
  return (
    database
      .prepare<Value[], number>(`SELECT count(*) FROM ${from}`)
      .pluck()
      .get(...values) ?? 0
  )
}
