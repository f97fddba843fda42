import { type TestCase } from './test-report.ts'

const separator = ' › '

/** A key for each test of a report: suite and name, as in the facts' list of failures; a number behind it for every later one of the same. */
export function testKeys(cases: readonly Pick<TestCase, 'suite' | 'name'>[]): string[] {
  const seen = new Map<string, number>()
  return cases.map(({ suite, name }) => {
    const whole = [...suite, name].join(separator)
    const times = (seen.get(whole) ?? 0) + 1
    seen.set(whole, times)
    return times === 1 ? whole : `${whole} #${times}`
  })
}
