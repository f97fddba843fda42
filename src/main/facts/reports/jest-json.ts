// The JSON of Jest (`--json`) and of Vitest (`--reporter=json`), which write the same shape.
import { type TestStatus } from '../../../shared/test-report.ts'
import { messageFrom } from './failure-text.ts'
import { has, listOf, member, numberOf, textOf } from './json-values.ts'
import { type ReportCollector } from './report-collector.ts'
import { type ReportFormat } from './report-format.ts'

function isAggregate(value: unknown): boolean {
  return has(value, 'numTotalTests') && (has(value, 'testResults') || has(value, 'numPassedTests'))
}

/** Only Jest counts suites that break while they run. */
const isJest = (value: unknown) => has(value, 'numRuntimeErrorTestSuites') || has(value, 'openHandles') || has(value, 'wasInterrupted')

function read(value: unknown, report: ReportCollector): void {
  report.beganAt(numberOf(member(value, 'startTime')))
  for (const file of listOf(member(value, 'testResults'))) {
    const tests = listOf(member(file, 'assertionResults') ?? member(file, 'testResults'))
    const name = textOf(member(file, 'name')) ?? textOf(member(file, 'testFilePath'))
    for (const test of tests) readTest(test, name, report)
    if (tests.length === 0 && member(file, 'status') === 'failed') {
      report.note('report.run-failed', `${name ?? 'a suite'}: ${messageFrom(textOf(member(file, 'message'))) ?? 'failed to run'}`)
    }
    report.endedAt(numberOf(member(file, 'endTime')))
  }
  if (Array.isArray(member(value, 'testResults'))) report.checkTotal(numberOf(member(value, 'numTotalTests')))
  else declare(value, report)
}

/** Only the counts were kept of the report. */
function declare(value: unknown, report: ReportCollector): void {
  const count = (name: string) => numberOf(member(value, name)) ?? null
  const others = [count('numPendingTests'), count('numTodoTests')].filter((number) => number !== null)
  report.completeness = 'totals-only'
  report.setTotals({
    total: count('numTotalTests'),
    passed: count('numPassedTests'),
    failed: count('numFailedTests'),
    skipped: others.length === 0 ? null : others.reduce((sum, number) => sum + number, 0),
    errored: null,
  })
}

function readTest(test: unknown, file: string | undefined, report: ReportCollector): void {
  const failure = listOf(member(test, 'failureMessages'))
    .flatMap((message) => textOf(message) ?? [])
    .join('\n\n')
  const runs = numberOf(member(test, 'invocations'))
  report.add({
    name: textOf(member(test, 'title')) ?? textOf(member(test, 'fullName')) ?? '',
    suite: [...(file === undefined ? [] : [file]), ...listOf(member(test, 'ancestorTitles')).flatMap((title) => textOf(title) ?? [])],
    status: statusOf(textOf(member(test, 'status'))),
    durationMs: numberOf(member(test, 'duration')),
    message: messageFrom(failure),
    trace: failure,
    file,
    line: numberOf(member(member(test, 'location'), 'line')),
    retries: runs === undefined ? undefined : runs - 1,
  })
}

function statusOf(word: string | undefined): TestStatus {
  if (word === 'passed') return 'passed'
  return word === 'failed' ? 'failed' : 'skipped'
}

const lists = ['testResults']

export const jestJson: ReportFormat = {
  name: 'jest-json',
  family: 'json',
  matches: (value) => isAggregate(value) && isJest(value),
  read,
  lists,
}
export const vitestJson: ReportFormat = {
  name: 'vitest-json',
  family: 'json',
  matches: (value) => isAggregate(value) && !isJest(value),
  read,
  lists,
}
