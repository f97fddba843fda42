import { expect, test } from 'vitest'
import { type TestCase, type TestReport } from '../../shared/test-report.ts'
import { pageOf } from './report-reader.ts'

const reportOf = (cases: TestCase[]): TestReport => ({
  format: 'tap',
  completeness: 'full',
  totals: { total: cases.length, passed: cases.length, failed: 0, skipped: 0, errored: 0 },
  durationMs: null,
  cases,
  notes: [],
})
const many = (count: number, output?: string) =>
  Array.from({ length: count }, (_, index): TestCase => ({
    name: `number ${index}`,
    suite: [],
    status: 'passed',
    ...(output === undefined ? {} : { output }),
  }))

function pages(report: TestReport): TestCase[][] {
  const all: TestCase[][] = []
  for (let from: number | null = 0; from !== null;) {
    const page = pageOf(report, from)
    all.push(page.cases)
    from = page.next
  }
  return all
}

test('the pages of a report are all of its cases in their order, few in each', () => {
  const cases = many(4500)
  expect(pages(reportOf(cases)).flat()).toEqual(cases)
  expect(pages(reportOf(cases)).map((page) => page.length)).toEqual([2000, 2000, 500])
})

test('cases that say much are fewer in a page, and one that says more than a page is one', () => {
  expect(pages(reportOf(many(100, 'x'.repeat(2 ** 16)))).map((page) => page.length)).toEqual(
    Array.from({ length: 13 }, (_, at) => (at < 12 ? 8 : 4)),
  )
  expect(pages(reportOf(many(2, 'x'.repeat(2 ** 21)))).map((page) => page.length)).toEqual([1, 1])
})

test('a report without cases is one page', () => {
  expect(pages(reportOf([]))).toEqual([[]])
})
