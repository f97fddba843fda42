import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { readReport } from '../read-report.ts'

const read = (...events: object[]) => {
  const lines = ['go: downloading x v1.0.0', ...events.map((event) => JSON.stringify({ Package: 'example.com/p', ...event }))]
  return readReport({ name: 'go.json', type: 'test' }, Readable.from([Buffer.from(lines.join('\n'))]))
}

describe('go test -json', () => {
  it('counts a test by its last ending, and subtests beside their parents', async () => {
    const report = await read(
      { Action: 'run', Test: 'TestA' },
      { Action: 'run', Test: 'TestA/one' },
      { Action: 'output', Test: 'TestA/one', Output: '    a_test.go:7: got 1, want 2\n' },
      { Action: 'fail', Test: 'TestA/one', Elapsed: 0.5 },
      { Action: 'fail', Test: 'TestA', Elapsed: 0.5 },
      { Action: 'run', Test: 'TestA/one' },
      { Action: 'pass', Test: 'TestA/one', Elapsed: 0.25 },
      { Action: 'fail', Elapsed: 1 },
    )
    expect(report.totals).toEqual({ total: 2, passed: 1, failed: 1, skipped: 0, errored: 0 })
    expect(report.cases).toMatchObject([
      { name: 'TestA' },
      { name: 'one', suite: ['example.com/p', 'TestA'], status: 'passed', durationMs: 250, retries: 1 },
    ])
    expect(report.notes).toEqual([])
  })

  it('counts a test that never ended as failed', async () => {
    const report = await read(
      { Action: 'run', Test: 'TestA' },
      { Action: 'output', Test: 'TestA', Output: 'panic: boom\n' },
      { Action: 'fail', Elapsed: 1 },
    )
    expect(report.cases).toMatchObject([{ name: 'TestA', status: 'failed', message: 'panic: boom' }])
  })

  it('says when a package fails outside of its tests', async () => {
    const report = await read({ Action: 'pass', Test: 'TestA' }, { Action: 'fail', Elapsed: 1 })
    expect(report).toMatchObject({ totals: { total: 1, failed: 0 }, notes: [{ code: 'report.run-failed' }] })
  })
})
