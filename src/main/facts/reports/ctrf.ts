// Common Test Report Format, https://ctrf.io.
import { type TestStatus } from '../../../shared/test-report.ts'
import { has, listOf, member, numberOf, textOf } from './json-values.ts'
import { type ReportCollector } from './report-collector.ts'
import { type ReportFormat } from './report-format.ts'

export const ctrf: ReportFormat = {
  name: 'ctrf',
  family: 'json',
  lists: ['results.tests'],
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
        attachments: listOf(member(test, 'attachments')).map((attachment) => ({
          name: textOf(member(attachment, 'name')),
          mimeType: textOf(member(attachment, 'contentType')),
          path: textOf(member(attachment, 'path')),
        })),
      })
    }
    if (Array.isArray(member(results, 'tests'))) report.checkTotal(numberOf(member(summary, 'tests')))
    else declare(summary, report)
    const [start, stop] = [numberOf(member(summary, 'start')), numberOf(member(summary, 'stop'))]
    report.durationMs =
      numberOf(member(summary, 'duration')) ?? (start !== undefined && stop !== undefined && stop > start ? stop - start : null)
  },
}

/** Only the summary was kept of the report. */
function declare(summary: unknown, report: ReportCollector): void {
  const count = (name: string) => numberOf(member(summary, name)) ?? null
  const others = ['skipped', 'pending', 'other'].map(count).filter((number) => number !== null)
  report.completeness = 'totals-only'
  report.setTotals({
    total: count('tests'),
    passed: count('passed'),
    failed: count('failed'),
    skipped: others.length === 0 ? null : others.reduce((sum, number) => sum + number, 0),
    errored: null,
  })
}

function statusOf(word: unknown): TestStatus {
  if (word === 'passed') return 'passed'
  return word === 'failed' ? 'failed' : 'skipped'
}
