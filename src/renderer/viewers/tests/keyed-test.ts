// Tests of a report with keys of their own, and which of them are asked for.
import { createTestKeys } from '../../../shared/test-key.ts'
import { type TestCase } from '../../../shared/test-report.ts'
import { isStop, type Slices, sortInSlices } from './slices.ts'
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
export function* keyTests(cases: readonly TestCase[]): Slices<KeyedTest[]> {
  const keyOf = createTestKeys()
  const tests: KeyedTest[] = []
  for (const [index, test] of cases.entries()) {
    tests.push({ key: keyOf(test), test, index })
    if (isStop(index)) yield
  }
  return tests
}

export function outcomeOf({ status }: TestCase): OutcomeFilter {
  return status === 'errored' ? 'failed' : status
}

export function* filterTests(
  tests: readonly KeyedTest[],
  filter: { show: readonly OutcomeFilter[]; find: string; slower: number },
): Slices<KeyedTest[]> {
  const words = filter.find.toLowerCase().split(/\s+/).filter(Boolean)
  const isMeant = ({ key, test }: KeyedTest) => {
    if (filter.show.length > 0 && !filter.show.includes(outcomeOf(test))) return false
    if (filter.slower > 0 && !((test.durationMs ?? -1) >= filter.slower)) return false
    if (words.length === 0) return true
    const text = `${key} ${test.file ?? ''} ${test.message ?? ''}`.toLowerCase()
    return words.every((word) => text.includes(word))
  }
  const meant: KeyedTest[] = []
  for (const [index, keyed] of tests.entries()) {
    if (isMeant(keyed)) meant.push(keyed)
    if (isStop(index)) yield
  }
  return meant
}

const urgency: Record<TestCase['status'], number> = { errored: 0, failed: 0, passed: 1, skipped: 1 }
const natural = new Intl.Collator('en', { numeric: true })

/** Equals stay in the order of the report. */
export function* sortTests(tests: readonly KeyedTest[], sort: TestSort): Slices<KeyedTest[]> {
  switch (sort) {
    case 'reported':
      return [...tests]
    case 'failed-first':
      return yield* sortInSlices(tests, (a, b) => urgency[a.test.status] - urgency[b.test.status])
    case 'slowest':
      return yield* sortInSlices(tests, (a, b) => (b.test.durationMs ?? -1) - (a.test.durationMs ?? -1))
    case 'name':
      return yield* sortInSlices(tests, (a, b) => natural.compare(a.key, b.key))
  }
}

export function countOutcomes(tests: readonly KeyedTest[]): TestCounts {
  const counts: TestCounts = { failed: 0, passed: 0, skipped: 0 }
  for (const { test } of tests) counts[outcomeOf(test)]++
  return counts
}
