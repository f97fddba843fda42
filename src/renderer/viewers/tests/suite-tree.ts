// Tests as a tree of their suites.
import { isSameSuite } from '../../../shared/test-key.ts'
import { type KeyedTest, outcomeOf, type TestCounts } from './keyed-test.ts'
import { isStop, type Slices, sortInSlices } from './slices.ts'
import { type TestSort } from './tests-place.ts'

export interface SuiteNode {
  /** Path of the suite; unlike a test's key it ends with a line break, so that the two never meet. */
  key: string
  /** Suites that hold nothing but one suite are one node. */
  name: string
  suites: SuiteNode[]
  tests: KeyedTest[]
  counts: TestCounts
  /** Sum of the known durations; undefined when none is known. */
  durationMs: number | undefined
}

interface OpenSuite {
  names: string[]
  suites: Map<string, OpenSuite>
  tests: KeyedTest[]
}

const natural = new Intl.Collator('en', { numeric: true })

/** The nodes below the root; `tests` are in the order in which they should stand. */
export function* buildSuiteTree(tests: readonly KeyedTest[], sort: TestSort): Slices<SuiteNode> {
  const root: OpenSuite = { names: [], suites: new Map(), tests: [] }
  let last: { names: readonly string[]; suite: OpenSuite } | undefined
  for (const [index, keyed] of tests.entries()) {
    if (isStop(index)) yield
    // Tests of a suite mostly stand together.
    if (last !== undefined && isSameSuite(keyed.test.suite, last.names)) {
      last.suite.tests.push(keyed)
      continue
    }
    let suite = root
    for (const name of keyed.test.suite) {
      const known = suite.suites.get(name)
      const inner = known ?? { names: [...suite.names, name], suites: new Map<string, OpenSuite>(), tests: [] }
      if (known === undefined) suite.suites.set(name, inner)
      suite = inner
    }
    suite.tests.push(keyed)
    last = { names: keyed.test.suite, suite }
  }
  return yield* closeSuite(root, 0, sort)
}

function* closeSuite(open: OpenSuite, depth: number, sort: TestSort): Slices<SuiteNode> {
  const suite = depth === 0 ? open : skipOnly(open)
  const closed: SuiteNode[] = []
  for (const inner of suite.suites.values()) closed.push(yield* closeSuite(inner, suite.names.length + 1, sort))
  const suites = yield* sortSuites(closed, sort)
  const counts: TestCounts = { failed: 0, passed: 0, skipped: 0 }
  for (const { test } of suite.tests) counts[outcomeOf(test)]++
  yield
  for (const inner of suites) {
    counts.failed += inner.counts.failed
    counts.passed += inner.counts.passed
    counts.skipped += inner.counts.skipped
  }
  let durationMs: number | undefined
  for (const { test } of suite.tests) if (test.durationMs !== undefined) durationMs = (durationMs ?? 0) + test.durationMs
  for (const inner of suites) if (inner.durationMs !== undefined) durationMs = (durationMs ?? 0) + inner.durationMs
  return {
    key: suiteKey(suite.names),
    name: suite.names.slice(Math.max(0, depth - 1)).join(' › '),
    suites,
    tests: suite.tests,
    counts,
    durationMs,
  }
}

/** A suite inside another has a key that begins with the other's. */
export function suiteKey(names: readonly string[]): string {
  return `${names.join('\n')}\n`
}

function skipOnly(suite: OpenSuite): OpenSuite {
  const [only] = suite.suites.values()
  return only !== undefined && suite.suites.size === 1 && suite.tests.length === 0 ? skipOnly(only) : suite
}

function* sortSuites(suites: SuiteNode[], sort: TestSort): Slices<SuiteNode[]> {
  switch (sort) {
    case 'reported':
      return suites
    case 'failed-first':
      return yield* sortInSlices(suites, (a, b) => Number(b.counts.failed > 0) - Number(a.counts.failed > 0))
    case 'slowest':
      return yield* sortInSlices(suites, (a, b) => (b.durationMs ?? -1) - (a.durationMs ?? -1))
    case 'name':
      return yield* sortInSlices(suites, (a, b) => natural.compare(a.name, b.name))
  }
}
