// Common Test Report Format, https://ctrf.io.
import { type TestStatus } from '../../../shared/test-report.ts'
import { has, listOf, member, numberOf, textOf } from './json-values.ts'
import { type ReportFormat } from './report-format.ts'

export const ctrf: ReportFormat = {
  name: 'ctrf',
  family: 'json',
  matches: (value) => member(value, 'reportFormat') === 'CTRF' || has(member(value, 'results'), 'tool', 'summary'),
  read: (value, report) => {
    const results = member(value, 'results')
    const summary = member(results, 'summary')
    for (const test of listOf(member(results, 'tests'))) {
      const suite = member(test, 'suite')
      const output = [...listOf(member(test, 'stdout')), ...listOf(member(test, 'stderr'))].flatMap((line) => textOf(line) ?? [])
      report.add({
        name: textOf(member(test, 'name')) ?? '',
        suite: typeof suite === 'string' ? suite.split(' > ') : listOf(suite).flatMap((name) => textOf(name) ?? []),
        status: statusOf(member(test, 'status')),
        durationMs: numberOf(member(test, 'duration')),
        message: textOf(member(test, 'message')),
        trace: textOf(member(test, 'trace')),
        output: output.join('\n'),
        file: textOf(member(test, 'filePath')),
        line: numberOf(member(test, 'line')),
        retries: numberOf(member(test, 'retries')),
      })
    }
    report.checkTotal(numberOf(member(summary, 'tests')))
    const [start, stop] = [numberOf(member(summary, 'start')), numberOf(member(summary, 'stop'))]
    report.durationMs =
      numberOf(member(summary, 'duration')) ?? (start !== undefined && stop !== undefined && stop > start ? stop - start : null)
  },
}

function statusOf(word: unknown): TestStatus {
  if (word === 'passed') return 'passed'
  return word === 'failed' ? 'failed' : 'skipped'
}
