// Tests of a report with keys of their own, and which of them are asked for.
import { testKeys } from '../../../shared/test-key.ts'
import { type TestCase } from '../../../shared/test-report.ts'
import { type OutcomeFilter, type TestSort } from './tests-place.ts'

export interface KeyedTest {
  /** Suite and name; a number behind it where the report has the same more than once. */
  key: string
  test: TestCase
  /** Where the report has it, from 0. */
  index: number
}

export interface TestCounts {
  failed: number
  passed: number
  skipped: number
}

/** The key by which other views may name a test: the same words as in the facts' list of failures. */
export function keyTests(cases: readonly TestCase[]): KeyedTest[] {
  const keys = testKeys(cases)
  return cases.map((test, index) => ({ key: keys[index] ?? test.name, test, index }))
}

export function outcomeOf({ status }: TestCase): OutcomeFilter {
  return status === 'errored' ? 'failed' : status
}

export function filterTests(
  tests: readonly KeyedTest[],
  filter: { show: readonly OutcomeFilter[]; find: string; slower: number },
): KeyedTest[] {
  const words = filter.find.toLowerCase().split(/\s+/).filter(Boolean)
  return tests.filter(({ key, test }) => {
    if (filter.show.length > 0 && !filter.show.includes(outcomeOf(test))) return false
    if (filter.slower > 0 && !((test.durationMs ?? -1) >= filter.slower)) return false
    if (words.length === 0) return true
    const text = `${key} ${test.file ?? ''} ${test.message ?? ''}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

const urgency: Record<TestCase['status'], number> = { errored: 0, failed: 0, passed: 1, skipped: 1 }
const natural = new Intl.Collator('en', { numeric: true })

/** Equals stay in the order of the report. */
export function sortTests(tests: readonly KeyedTest[], sort: TestSort): KeyedTest[] {
  switch (sort) {
    case 'reported':
      return [...tests]
    case 'failed-first':
      return tests.toSorted((a, b) => urgency[a.test.status] - urgency[b.test.status])
    case 'slowest':
      return tests.toSorted((a, b) => (b.test.durationMs ?? -1) - (a.test.durationMs ?? -1))
    case 'name':
      return tests.toSorted((a, b) => natural.compare(a.key, b.key))
  }
}

export function countOutcomes(tests: readonly KeyedTest[]): TestCounts {
  const counts: TestCounts = { failed: 0, passed: 0, skipped: 0 }
  for (const { test } of tests) counts[outcomeOf(test)]++
  return counts
}
