// Playwright's `json` reporter: a test is a spec in a project.
import { type TestStatus } from '../../../shared/test-report.ts'
import { messageFrom } from './failure-text.ts'
import { has, listOf, member, numberOf, textOf } from './json-values.ts'
import { type ReportCollector } from './report-collector.ts'
import { type ReportFormat } from './report-format.ts'

function readSuite(suite: unknown, path: readonly string[], report: ReportCollector): void {
  const title = textOf(member(suite, 'title')) ?? ''
  const inner = title === '' ? path : [...path, title]
  for (const spec of listOf(member(suite, 'specs'))) {
    for (const test of listOf(member(spec, 'tests'))) readTest(spec, test, inner, report)
  }
  for (const child of listOf(member(suite, 'suites'))) readSuite(child, inner, report)
}

function readTest(spec: unknown, test: unknown, suite: readonly string[], report: ReportCollector): void {
  const results = listOf(member(test, 'results'))
  const last = results.at(-1)
  const status = statusOf(member(test, 'status'), member(last, 'status'))
  const errors = [...listOf(member(last, 'errors')), member(last, 'error')]
  const error = status === 'failed' ? errors.find((error) => has(error, 'message')) : undefined
  const project = textOf(member(test, 'projectName'))
  const written = [...listOf(member(last, 'stdout')), ...listOf(member(last, 'stderr'))].map(
    (entry) => textOf(member(entry, 'text')) ?? textOf(entry) ?? '',
  )
  report.add({
    name: textOf(member(spec, 'title')) ?? '',
    suite: project ? [project, ...suite] : suite,
    status,
    durationMs: results.reduce<number>((sum, result) => sum + (numberOf(member(result, 'duration')) ?? 0), 0),
    message: messageFrom(textOf(member(error, 'message'))),
    trace: textOf(member(error, 'stack')) ?? textOf(member(error, 'message')),
    output: written.join(''),
    file: textOf(member(spec, 'file')),
    line: numberOf(member(spec, 'line')),
    retries: results.length - 1,
  })
}

/** `expected` includes a failure that was announced; a flaky test passed in the end. */
function statusOf(outcome: unknown, last: unknown): TestStatus {
  if (outcome === 'skipped') return 'skipped'
  if (outcome === 'expected' || outcome === 'flaky') return 'passed'
  if (outcome === 'unexpected') return 'failed'
  if (last === 'passed') return 'passed'
  return last === 'skipped' ? 'skipped' : 'failed'
}

export const playwrightJson: ReportFormat = {
  name: 'playwright-json',
  family: 'json',
  matches: (value) =>
    has(member(value, 'config'), 'rootDir') || (has(value, 'config', 'suites') && has(listOf(member(value, 'suites'))[0], 'specs')),
  read: (value, report) => {
    for (const suite of listOf(member(value, 'suites'))) readSuite(suite, [], report)
    for (const error of listOf(member(value, 'errors'))) report.note('report.run-failed', messageFrom(textOf(member(error, 'message'))))
    report.durationMs = numberOf(member(member(value, 'stats'), 'duration')) ?? null
  },
}
