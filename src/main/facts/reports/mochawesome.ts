// The JSON behind mochawesome's HTML report.
import { type TestStatus } from '../../../shared/test-report.ts'
import { messageFrom } from './failure-text.ts'
import { has, listOf, member, numberOf, textOf } from './json-values.ts'
import { type ReportCollector } from './report-collector.ts'
import { type ReportFormat } from './report-format.ts'

function readSuite(suite: unknown, path: readonly string[], report: ReportCollector): void {
  const title = textOf(member(suite, 'title')) ?? ''
  const inner = title === '' ? path : [...path, title]
  for (const test of listOf(member(suite, 'tests'))) {
    const error = member(test, 'err')
    const stack = textOf(member(error, 'estack')) ?? textOf(member(error, 'stack'))
    report.add({
      name: textOf(member(test, 'title')) ?? '',
      suite: inner,
      status: statusOf(test),
      durationMs: numberOf(member(test, 'duration')),
      message: textOf(member(error, 'message')) ?? messageFrom(stack),
      trace: stack,
      file: textOf(member(suite, 'file')),
    })
  }
  for (const hook of [...listOf(member(suite, 'beforeHooks')), ...listOf(member(suite, 'afterHooks'))]) {
    if (member(hook, 'fail') === true) report.note('report.run-failed', [...inner, textOf(member(hook, 'title')) ?? 'a hook'].join(' › '))
  }
  for (const child of listOf(member(suite, 'suites'))) readSuite(child, inner, report)
}

function statusOf(test: unknown): TestStatus {
  const state = member(test, 'state')
  if (state === 'passed' || member(test, 'pass') === true) return 'passed'
  return state === 'failed' || member(test, 'fail') === true ? 'failed' : 'skipped'
}

export const mochawesome: ReportFormat = {
  name: 'mochawesome',
  family: 'json',
  lists: ['results', 'allTests', 'allPasses', 'allFailures', 'allPending'],
  matches: (value) => has(member(value, 'stats'), 'suites') && (has(value, 'results') || has(value, 'suites')),
  read: (value, report) => {
    for (const root of [...listOf(member(value, 'results')), member(value, 'suites')]) readSuite(root, [], report)
    report.durationMs = numberOf(member(member(value, 'stats'), 'duration')) ?? null
  },
}
