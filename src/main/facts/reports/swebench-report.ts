// SWE-bench's report.json: the listed tests of each instance, by what was expected of them.
import { entriesOf, has, listOf, member, textOf } from './json-values.ts'
import { unknownTotals } from './report-collector.ts'
import { type ReportFormat } from './report-format.ts'

const outcomes = [
  ['failure', 'failed'],
  ['success', 'passed'],
] as const

export const swebenchReport: ReportFormat = {
  name: 'swebench-report',
  family: 'json',
  matches: (value) => entriesOf(value).some(([, instance]) => has(instance, 'tests_status') || has(instance, 'patch_successfully_applied')),
  read: (value, report) => {
    let isListed = false
    for (const [, instance] of entriesOf(value)) {
      if (member(instance, 'patch_successfully_applied') === false) report.note('report.run-failed', 'the patch could not be applied')
      const groups = entriesOf(member(instance, 'tests_status'))
      isListed ||= groups.length > 0
      for (const [group, tests] of groups) {
        for (const [key, status] of outcomes) {
          for (const name of listOf(member(tests, key))) report.add({ name: textOf(name) ?? String(name), suite: [group], status })
        }
      }
    }
    // A patch that did not apply ran no test: nothing is known, which is not 0.
    if (isListed) return
    report.completeness = 'totals-only'
    report.setTotals(unknownTotals)
  },
}
