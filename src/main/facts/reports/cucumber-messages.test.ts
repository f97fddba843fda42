import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { readReport } from '../read-report.ts'

const read = (messages: readonly object[]) =>
  readReport(
    { name: 'messages.ndjson', type: 'test' },
    Readable.from([Buffer.from(messages.map((message) => JSON.stringify(message)).join('\n'))]),
  )

const opening = [
  { meta: { protocolVersion: '27.0.0', implementation: { name: 'cucumber-js' } } },
  {
    gherkinDocument: {
      uri: 'features/cart.feature',
      feature: {
        name: 'Cart',
        children: [
          { background: { id: '0' } },
          { scenario: { id: '1', location: { line: 3 }, examples: [] } },
          {
            rule: {
              children: [
                { scenario: { id: '2', location: { line: 9 }, examples: [{ tableBody: [{ id: '3', location: { line: 15 } }] }] } },
              ],
            },
          },
        ],
      },
    },
  },
  { pickle: { id: 'p1', uri: 'features/cart.feature', name: 'adds', astNodeIds: ['1'] } },
  { pickle: { id: 'p2', uri: 'features/cart.feature', name: 'pays', astNodeIds: ['2', '3'] } },
  { testRunStarted: { timestamp: { seconds: 100, nanos: 0 } } },
  { testCase: { id: 'c1', pickleId: 'p1' } },
  { testCase: { id: 'c2', pickleId: 'p2' } },
]

const step = (testCaseStartedId: string, status: string, message?: string) => ({
  testStepFinished: { testCaseStartedId, testStepResult: { status, duration: { seconds: 0, nanos: 5_000_000 }, message } },
})

const run = (id: string, testCaseId: string, steps: readonly object[], willBeRetried = false) => [
  { testCaseStarted: { id, testCaseId, attempt: 0 } },
  ...steps,
  { testCaseFinished: { testCaseStartedId: id, willBeRetried } },
]

describe('Cucumber’s messages', () => {
  it('give each scenario once, by its last try and the worst of its steps', async () => {
    const report = await read([
      ...opening,
      ...run('s1', 'c1', [step('s1', 'FAILED', 'Error: first')], true),
      ...run('s2', 'c1', [step('s2', 'PASSED')]),
      ...run('s3', 'c2', [step('s3', 'PASSED'), step('s3', 'FAILED', 'Error: no\n    at a.js:3'), step('s3', 'SKIPPED')]),
      { testRunFinished: { timestamp: { seconds: 101, nanos: 500_000_000 }, success: false } },
    ])
    expect(report).toMatchObject({ format: 'cucumber-messages', totals: { total: 2, passed: 1, failed: 1 }, durationMs: 1500, notes: [] })
    expect(report.cases).toMatchObject([
      { name: 'adds', suite: ['Cart'], status: 'passed', file: 'features/cart.feature', line: 3, retries: 1, durationMs: 5 },
      { name: 'pays', status: 'failed', message: 'Error: no', line: 15, durationMs: 15 },
    ])
  })

  it('that break off count what was running as failed, and say so', async () => {
    const report = await read([...opening, { testCaseStarted: { id: 's1', testCaseId: 'c1' } }, step('s1', 'PASSED')])
    expect(report).toMatchObject({ totals: { total: 1, failed: 1 }, notes: [{ code: 'report.run-failed' }] })
  })
})
