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
  const message = messageFrom(textOf(member(error, 'message')))
  const project = textOf(member(test, 'projectName'))
  const written = [...listOf(member(last, 'stdout')), ...listOf(member(last, 'stderr'))].map(
    (entry) => textOf(member(entry, 'text')) ?? textOf(entry) ?? '',
  )
  report.add({
    name: textOf(member(spec, 'title')) ?? '',
    suite: project ? [project, ...suite] : suite,
    status,
    durationMs: results.reduce<number>((sum, result) => sum + (numberOf(member(result, 'duration')) ?? 0), 0),
    message: message ?? (status === 'skipped' ? reasonOf(test) : status === 'failed' ? surpriseOf(test, last) : undefined),
    trace: textOf(member(error, 'stack')) ?? textOf(member(error, 'message')),
    output: written.join(''),
    file: textOf(member(spec, 'file')),
    line: numberOf(member(spec, 'line')),
    retries: results.length - 1,
    attachments: results
      .flatMap((result) => listOf(member(result, 'attachments')))
      .map((attachment) => ({
        name: textOf(member(attachment, 'name')),
        mimeType: textOf(member(attachment, 'contentType')),
        path: textOf(member(attachment, 'path')),
      })),
  })
}

/** Why a test was skipped: what its annotation says. */
function reasonOf(test: unknown): string | undefined {
  const annotations = listOf(member(test, 'annotations'))
  return textOf(
    member(
      annotations.find((each) => member(each, 'type') === 'skip' || member(each, 'type') === 'fixme'),
      'description',
    ),
  )
}

/** A test without an error of its own that still did not end as it should. */
function surpriseOf(test: unknown, last: unknown): string | undefined {
  const [wanted, got] = [textOf(member(test, 'expectedStatus')), textOf(member(last, 'status'))]
  return wanted === undefined || got === undefined ? undefined : `expected to be ${wanted}, was ${got}`
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
  lists: ['suites'],
  matches: (value) =>
    has(member(value, 'config'), 'rootDir') || (has(value, 'config', 'suites') && has(listOf(member(value, 'suites'))[0], 'specs')),
  read: (value, report) => {
    for (const suite of listOf(member(value, 'suites'))) readSuite(suite, [], report)
    for (const error of listOf(member(value, 'errors'))) report.note('report.run-failed', messageFrom(textOf(member(error, 'message'))))
    report.durationMs = numberOf(member(member(value, 'stats'), 'duration')) ?? null
  },
}
