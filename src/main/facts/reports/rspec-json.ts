// RSpec's `--format json`.
import { type TestStatus } from '../../../shared/test-report.ts'
import { has, listOf, member, numberOf, secondsOf, textOf } from './json-values.ts'
import { type ReportFormat } from './report-format.ts'

export const rspecJson: ReportFormat = {
  name: 'rspec-json',
  family: 'json',
  lists: ['examples'],
  matches: (value) => Array.isArray(member(value, 'examples')) && (has(value, 'version') || has(value, 'summary')),
  read: (value, report) => {
    const summary = member(value, 'summary')
    for (const example of listOf(member(value, 'examples'))) {
      const name = textOf(member(example, 'description')) ?? ''
      const full = textOf(member(example, 'full_description')) ?? name
      const exception = member(example, 'exception')
      const backtrace = listOf(member(exception, 'backtrace')).flatMap((line) => textOf(line) ?? [])
      const message = textOf(member(exception, 'message'))
      report.add({
        name,
        suite: full.endsWith(` ${name}`) ? [full.slice(0, -name.length - 1)] : [],
        status: statusOf(member(example, 'status')),
        durationMs: secondsOf(member(example, 'run_time')),
        message: message ?? textOf(member(example, 'pending_message')),
        trace:
          message === undefined ? undefined : [`${textOf(member(exception, 'class')) ?? 'failure'}: ${message}`, ...backtrace].join('\n'),
        file: textOf(member(example, 'file_path')),
        line: numberOf(member(example, 'line_number')),
      })
    }
    const outside = numberOf(member(summary, 'errors_outside_of_examples_count')) ?? 0
    if (outside > 0)
      report.note(
        'report.run-failed',
        [`${outside} outside of examples`, ...listOf(member(value, 'messages')).flatMap((said) => textOf(said)?.trim() || [])].join(': '),
      )
    report.checkTotal(numberOf(member(summary, 'example_count')))
    report.durationMs = secondsOf(member(summary, 'duration')) ?? null
  },
}

function statusOf(word: unknown): TestStatus {
  if (word === 'passed') return 'passed'
  return word === 'failed' ? 'failed' : 'skipped'
}
