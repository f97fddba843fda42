// The output.json of SWE-bench Pro's evaluation: what its parser found in a run's log.
import { type TestStatus } from '../../../shared/test-report.ts'
import { entriesOf, listOf, member, textOf } from './json-values.ts'
import { type ReportFormat } from './report-format.ts'

const statuses = new Map<string, TestStatus>([
  ['PASSED', 'passed'],
  ['XPASS', 'passed'],
  ['FAILED', 'failed'],
  ['ERROR', 'errored'],
])

export const swebenchOutput: ReportFormat = {
  name: 'swebench-output',
  family: 'json',
  lists: ['tests'],
  matches: (value) => {
    const [first] = listOf(member(value, 'tests'))
    return (
      entriesOf(value).length <= 2 && textOf(member(first, 'name')) !== undefined && /^[A-Z]+$/.test(textOf(member(first, 'status')) ?? '')
    )
  },
  read: (value, report) => {
    for (const test of listOf(member(value, 'tests'))) {
      const status = statuses.get(textOf(member(test, 'status')) ?? '') ?? 'skipped'
      report.add({ name: textOf(member(test, 'name')) ?? '', status })
    }
  },
}
