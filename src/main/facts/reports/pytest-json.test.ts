import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { readReport } from '../read-report.ts'

describe('pytest’s json-report', () => {
  it('gives each test with the failure of its stage', async () => {
    const value = {
      created: 1,
      duration: 0.5,
      exitcode: 1,
      root: '/app',
      summary: { passed: 1, failed: 1, skipped: 1, total: 3 },
      collectors: [{ nodeid: 'b.py', outcome: 'failed' }],
      tests: [
        { nodeid: 'a.py::C::one', lineno: 4, outcome: 'passed', setup: { duration: 0.1 }, call: { duration: 0.2, stdout: 'said' } },
        {
          nodeid: 'a.py::two[x::y]',
          lineno: 7,
          outcome: 'failed',
          call: { duration: 0.1, crash: { message: 'assert 1 == 2' }, longrepr: 'E assert 1 == 2' },
        },
        { nodeid: 'a.py::three', lineno: 9, outcome: 'skipped', setup: { duration: 0, longrepr: "('/app/a.py', 9, 'Skipped: soon')" } },
      ],
    }
    const report = await readReport({ name: 'report.json', type: 'test' }, Readable.from([Buffer.from(JSON.stringify(value))]))
    expect(report).toMatchObject({ format: 'pytest-json', durationMs: 500, totals: { total: 3, passed: 1, failed: 1, skipped: 1 } })
    expect(report.cases).toMatchObject([
      { name: 'one', suite: ['a.py', 'C'], line: 5, output: 'said' },
      { name: 'two[x::y]', suite: ['a.py'], message: 'assert 1 == 2' },
      { name: 'three', message: 'soon' },
    ])
    expect(report.notes.map(({ code }) => code)).toEqual(['report.run-failed'])
  })
})
