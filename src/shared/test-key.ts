// What a test is called: within its report, and across reports of different tools.
import { type TestCase } from './test-report.ts'

type Named = Pick<TestCase, 'suite' | 'name'>

const separator = ' › '

/** Suite and name; the same words as in the facts' list of failures. */
export function testName({ suite, name }: Named): string {
  return [...suite, name].join(separator)
}

/** A key for each test of a report: its name, with a number behind it where the report has the same more than once. */
export function testKeys(cases: readonly Named[]): string[] {
  const keyOf = createTestKeys()
  return cases.map(keyOf)
}

/** As `testKeys`, one test after another in the order of the report. */
export function createTestKeys(): (test: Named) => string {
  const seen = new Map<string, number>()
  // Tests of a suite mostly stand together, and a report may list 100,000 of them.
  let suite: readonly string[] = []
  let prefix = ''
  return (test) => {
    if (!isSameSuite(test.suite, suite)) {
      suite = test.suite
      prefix = suite.length === 0 ? '' : `${suite.join(separator)}${separator}`
    }
    const name = prefix + test.name
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name} #${times}`
  }
}

/** Whether two tests stand in the same suite: by the names of both, outermost first. */
export function isSameSuite(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((part, index) => part === other[index])
}

/** Groups that SWE-bench sorts tests into; they are no part of a test's name. */
const expectationGroups = new Set(['FAIL_TO_PASS', 'PASS_TO_PASS', 'FAIL_TO_FAIL', 'PASS_TO_FAIL'])

/**
 * The parts of a test's name, outermost first, however its tool writes them: `a.py::C::test[x]`, `test (app.C)`, suites and a name.
 * Parameters stay with the last part.
 */
export function testPath({ suite, name }: Named): string[] {
  const outer = suite.filter((part, index) => index > 0 || !expectationGroups.has(part))
  const [, unit, owner, rest = ''] = /^(\w+) \(([\w.<>]+)\)(.*)$/.exec(name) ?? []
  if (unit !== undefined && owner !== undefined) {
    return [...outer, owner.endsWith(`.${unit}`) ? owner.slice(0, -unit.length - 1) : owner, unit + rest]
  }
  const bracket = name.indexOf('[')
  const head = bracket < 0 ? name : name.slice(0, bracket)
  if (!head.includes('::')) return [...outer, name]
  const parts = head.split('::')
  const last = (parts.pop() ?? '') + (bracket < 0 ? '' : name.slice(bracket))
  return [...outer, ...parts, last]
}
