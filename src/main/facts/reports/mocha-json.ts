// Mocha's own `json` reporter.
import { type TestStatus } from '../../../shared/test-report.ts'
import { has, listOf, member, numberOf, textOf } from './json-values.ts'
import { type ReportFormat } from './report-format.ts'

const outcomes: readonly (readonly [key: string, status: TestStatus])[] = [
  ['failures', 'failed'],
  ['passes', 'passed'],
  ['pending', 'skipped'],
]

export const mochaJson: ReportFormat = {
  name: 'mocha-json',
  family: 'json',
  lists: ['tests', 'passes', 'failures', 'pending'],
  matches: (value) => has(member(value, 'stats'), 'suites', 'passes') && has(value, 'tests') && !has(value, 'results'),
  read: (value, report) => {
    for (const [key, status] of outcomes) {
      for (const test of listOf(member(value, key))) {
        const title = textOf(member(test, 'title')) ?? ''
        const full = textOf(member(test, 'fullTitle')) ?? title
        const error = member(test, 'err')
        // The full title joins the titles of the suites by blanks; where one ends is not told.
        const suite = full.endsWith(` ${title}`) ? [full.slice(0, -title.length - 1)] : []
        report.add({
          name: title,
          suite,
          status,
          durationMs: numberOf(member(test, 'duration')),
          message: textOf(member(error, 'message')),
          trace: textOf(member(error, 'stack')),
          file: textOf(member(test, 'file')),
          retries: numberOf(member(test, 'currentRetry')),
        })
      }
    }
    report.durationMs = numberOf(member(member(value, 'stats'), 'duration')) ?? null
  },
}
