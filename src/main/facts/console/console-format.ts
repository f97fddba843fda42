// What the readers of console text have in common.
import { type TestReport, type TestTotals } from '../../../shared/test-report.ts'
import { type FoundCase } from '../reports/report-collector.ts'

/** One test run as a console showed it. */
export interface ConsoleRun {
  totals: TestTotals
  completeness: TestReport['completeness']
  durationMs: number | null
  cases: FoundCase[]
  /** What failed that is no test, e.g. a file that does not load. */
  problem?: string | undefined
}

export interface ConsoleReader {
  /** Takes a line; gives the run when the line completes its summary. */
  line(text: string): ConsoleRun | undefined
  /** What came to light behind the summary, or is known of a run whose summary was cut off. */
  end?(): ConsoleRun | undefined
}

export interface ConsoleFormat {
  name: string
  open(): ConsoleReader
}

/** Counts as runners print them. */
export interface PrintedCounts {
  passed: number
  failed: number
  errors: number
  skipped: number
}

export function totalsOf({ passed, failed, errors, skipped }: PrintedCounts): TestTotals {
  return { total: passed + failed + errors + skipped, passed, failed: failed + errors, skipped, errored: errors }
}

/** Of `12 passed, 3 expected to fail`: how many there are of some of its words together. */
export function countsIn(text: string): (...words: string[]) => number {
  const counts = new Map(Array.from(text.matchAll(/(\d+) ([a-z][a-z -]*[a-z])/g), ([, number, word]) => [word ?? '', Number(number)]))
  return (...words) => words.reduce((sum, word) => sum + (counts.get(word) ?? 0), 0)
}

/** Lists kept of one run; a log of any size may print any number of names. */
export const listLimit = 50_000
