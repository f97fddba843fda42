import { Readable } from 'node:stream'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testReportSchema } from '../../../shared/test-report.ts'
import { readReport } from '../read-report.ts'
import { recogniseType } from '../recognise.ts'
import { reportFormats } from './formats.ts'

const json = (value: unknown) => JSON.stringify(value)
const lines = (...values: unknown[]) => values.map(json).join('\n')

/** One small report of each format that the corpus alone shows otherwise: [total, passed, failed, skipped] and a failing test. */
const samples: Record<string, { text: string; counts: number[]; failing: object }> = {
  'jest-json': {
    text: json({
      numRuntimeErrorTestSuites: 1,
      numTotalTests: 3,
      testResults: [
        {
          name: '/app/a.test.js',
          assertionResults: [
            { ancestorTitles: ['outer'], title: 'works', status: 'passed', duration: 5, invocations: 1 },
            {
              ancestorTitles: ['outer'],
              title: 'breaks',
              status: 'failed',
              failureMessages: ['Error: no\n\nExpected: 1\n    at a.test.js:3:1'],
              location: { line: 3 },
            },
            { ancestorTitles: [], title: 'later', status: 'todo' },
          ],
        },
        { name: '/app/b.test.js', status: 'failed', message: 'Cannot find module', assertionResults: [] },
      ],
    }),
    counts: [3, 1, 1, 1],
    failing: { name: 'breaks', suite: ['/app/a.test.js', 'outer'], message: 'Error: no\n\nExpected: 1', file: '/app/a.test.js', line: 3 },
  },
  'vitest-json': {
    text: json({
      numTotalTests: 1,
      testResults: [{ name: 'a', assertionResults: [{ title: 'breaks', status: 'failed', failureMessages: ['no'] }] }],
    }),
    counts: [1, 0, 1, 0],
    failing: { name: 'breaks', message: 'no' },
  },
  'mocha-json': {
    text: json({
      stats: { suites: 1, tests: 2, passes: 1, duration: 5 },
      tests: [],
      passes: [{ title: 'works', fullTitle: 'outer works', duration: 1 }],
      failures: [{ title: 'breaks', fullTitle: 'outer breaks', file: 'a.js', err: { message: 'no', stack: 'Error: no\n at a.js' } }],
      pending: [],
    }),
    counts: [2, 1, 1, 0],
    failing: { name: 'breaks', suite: ['outer'], message: 'no', file: 'a.js' },
  },
  mochawesome: {
    text: json({
      stats: { suites: 1, duration: 5 },
      results: [
        {
          title: '',
          suites: [
            {
              title: 'outer',
              tests: [
                { title: 'breaks', state: 'failed', err: { message: 'no', estack: 'Error: no' } },
                { title: 'later', pending: true },
              ],
              beforeHooks: [{ title: 'set up', fail: true }],
            },
          ],
        },
      ],
    }),
    counts: [2, 0, 1, 1],
    failing: { name: 'breaks', suite: ['outer'], message: 'no' },
  },
  'playwright-json': {
    text: json({
      config: { rootDir: '/app' },
      suites: [
        {
          title: 'a.spec.ts',
          specs: [
            {
              title: 'breaks',
              file: 'a.spec.ts',
              line: 3,
              tests: [
                {
                  projectName: 'chromium',
                  status: 'unexpected',
                  results: [{ status: 'failed' }, { status: 'failed', error: { message: '\u001B[31mno\u001B[0m', stack: 'Error: no' } }],
                },
                { projectName: 'firefox', status: 'flaky', results: [{ status: 'failed' }, { status: 'passed' }] },
              ],
            },
          ],
        },
      ],
    }),
    counts: [2, 1, 1, 0],
    failing: { name: 'breaks', suite: ['chromium', 'a.spec.ts'], message: 'no', file: 'a.spec.ts', line: 3, retries: 1 },
  },
  ctrf: {
    text: json({
      reportFormat: 'CTRF',
      results: {
        tool: { name: 'x' },
        summary: { tests: 2 },
        tests: [
          { name: 'breaks', status: 'failed', suite: 'outer > inner', message: 'no' },
          { name: 'odd', status: 'other' },
        ],
      },
    }),
    counts: [2, 0, 1, 1],
    failing: { name: 'breaks', suite: ['outer', 'inner'], message: 'no' },
  },
  'rspec-json': {
    text: json({
      version: '3.13.0',
      examples: [
        {
          description: 'breaks',
          full_description: 'Outer breaks',
          status: 'failed',
          file_path: './a_spec.rb',
          line_number: 3,
          run_time: 0.5,
          exception: { class: 'E', message: 'no', backtrace: ['a.rb:1'] },
        },
      ],
      summary: { example_count: 1 },
    }),
    counts: [1, 0, 1, 0],
    failing: { name: 'breaks', suite: ['Outer'], message: 'no', trace: 'E: no\na.rb:1', file: './a_spec.rb', line: 3, durationMs: 500 },
  },
  'dart-json': {
    text: lines(
      { protocolVersion: '0.1.1', runnerVersion: '1.15.4', pid: 1, type: 'start', time: 0 },
      { suite: { id: 0, path: 'a_test.dart' }, type: 'suite', time: 0 },
      { test: { id: 1, name: 'loading a_test.dart', suiteID: 0, groupIDs: [] }, type: 'testStart', time: 0 },
      { testID: 1, result: 'success', hidden: true, type: 'testDone', time: 5 },
      { group: { id: 2, name: 'outer' }, type: 'group', time: 5 },
      { test: { id: 3, name: 'outer breaks', suiteID: 0, groupIDs: [2], line: 3 }, type: 'testStart', time: 10 },
      { testID: 3, error: 'no', stackTrace: 'a.dart 3:1', isFailure: true, type: 'error', time: 12 },
      { testID: 3, result: 'failure', hidden: false, skipped: false, type: 'testDone', time: 15 },
    ),
    counts: [1, 0, 1, 0],
    failing: { name: 'breaks', suite: ['a_test.dart', 'outer'], message: 'no', line: 3, durationMs: 5 },
  },
  'pytest-reportlog': {
    text: lines(
      { pytest_version: '7.2.0', $report_type: 'SessionStart' },
      {
        nodeid: 'a.py::C::test_x[a::b]',
        location: ['a.py', 2, 'x'],
        outcome: 'passed',
        when: 'setup',
        duration: 0.1,
        $report_type: 'TestReport',
      },
      {
        nodeid: 'a.py::C::test_x[a::b]',
        location: ['a.py', 2, 'x'],
        outcome: 'failed',
        when: 'call',
        duration: 0.2,
        longrepr: { reprcrash: { message: 'no' } },
        $report_type: 'TestReport',
      },
      {
        nodeid: 'a.py::later',
        location: ['a.py', 9, 'x'],
        outcome: 'skipped',
        when: 'setup',
        longrepr: ['a.py', 9, 'Skipped: soon'],
        $report_type: 'TestReport',
      },
    ),
    counts: [2, 0, 1, 1],
    failing: { name: 'test_x[a::b]', suite: ['a.py', 'C'], message: 'no', file: 'a.py', line: 3, durationMs: 300 },
  },
  trx: {
    text: `<?xml version="1.0"?><TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>
      <UnitTestResult testName="N.C.Works" outcome="Passed" duration="00:00:01.5000000"/>
      <UnitTestResult testName="N.C.Breaks(s: &quot;a.b&quot;)" outcome="Failed"><Output><ErrorInfo><Message>no</Message><StackTrace>at N.C</StackTrace></ErrorInfo></Output></UnitTestResult>
      <UnitTestResult testName="N.C.Later" outcome="NotExecuted"/></Results></TestRun>`,
    counts: [3, 1, 1, 1],
    failing: { name: 'Breaks(s: "a.b")', suite: ['N.C'], message: 'no', trace: 'at N.C' },
  },
  nunit: {
    text: `<test-run duration="1.5"><test-suite name="a.dll"><test-suite name="C">
      <test-case name="Works" methodname="Works" result="Passed"/>
      <test-case name="Breaks" methodname="Breaks" result="Failed" label="Error" duration="0.25"><failure><message>no</message><stack-trace>at C</stack-trace></failure></test-case>
      <test-case name="Later" methodname="Later" result="Inconclusive"/></test-suite></test-suite></test-run>`,
    counts: [3, 1, 1, 1],
    failing: { name: 'Breaks', suite: ['a.dll', 'C'], status: 'errored', message: 'no', trace: 'at C', durationMs: 250 },
  },
}

describe('a report in', () => {
  it.each(Object.entries(samples))('%s is recognised and read', async (format, { text, counts, failing }) => {
    const [total, passed, failed, skipped] = counts
    const report = await readReport({ name: 'report', type: 'test' }, Readable.from([Buffer.from(text)]))
    expect(report).toMatchObject({ format, totals: { total, passed, failed, skipped } })
    expect(report.cases).toContainEqual(expect.objectContaining(failing))
    expect(recogniseType('report', Buffer.from(text))).toBe('test')
  })
})

describe('a report of the right shape with wrong values', () => {
  const junk = fc.oneof(fc.jsonValue(), fc.constantFrom(null, {}, [], '', -1, 1e300))

  it('is read without failing', async () => {
    const withJson = Object.entries(samples).filter(([, { text }]) => /^[{[]/.test(text))
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...withJson),
        fc.infiniteStream(fc.tuple(fc.integer({ min: 0, max: 9 }), junk)),
        async ([, { text }], stream) => {
          const spoil = (_: string, value: unknown) => {
            const [dice, wrong] = stream.next().value
            return dice === 0 ? wrong : value
          }
          const spoilt = text.split('\n').map((line) => JSON.stringify(JSON.parse(line, spoil)))
          const report = await readReport({ name: 'report', type: 'test' }, Readable.from([Buffer.from(spoilt.join('\n'))]))
          expect(testReportSchema.parse(report)).toEqual(report)
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('the table of formats', () => {
  it('has no name twice', () => {
    const names = reportFormats.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })

  it('takes each report for one format only', () => {
    for (const [name, { text }] of Object.entries(samples)) {
      const value: unknown = /^[{[]/.test(text) && !text.includes('\n{') ? JSON.parse(text) : undefined
      const takers = reportFormats.filter((format) => format.family === 'json' && value !== undefined && format.matches(value))
      expect(takers.map((format) => format.name)).toEqual(value === undefined ? [] : [name])
    }
  })
})
