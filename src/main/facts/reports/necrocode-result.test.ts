import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { readReport } from '../read-report.ts'

describe('NecroCode’s test result', () => {
  it('has one test for each command, with what it printed', async () => {
    const value = {
      success: false,
      test_results: [
        { command: 'ruff check', success: true, stdout: 'All checks passed!\n', stderr: '', exit_code: 0, duration_seconds: 0.5 },
        {
          command: 'pytest',
          success: false,
          stdout: 'FAILED t.py::a\n== 1 failed in 0.1s ==\n',
          stderr: 'warning\n',
          exit_code: 1,
          duration_seconds: 2,
        },
      ],
      total_duration_seconds: 2.5,
    }
    const report = await readReport({ name: 'test-result.json', type: 'test' }, Readable.from([Buffer.from(JSON.stringify(value))]))
    expect(report).toMatchObject({ format: 'necrocode-result', durationMs: 2500, totals: { total: 2, passed: 1, failed: 1, skipped: 0 } })
    expect(report.cases).toEqual([
      { name: 'ruff check', suite: [], status: 'passed', durationMs: 500, output: 'All checks passed!' },
      {
        name: 'pytest',
        suite: [],
        status: 'failed',
        durationMs: 2000,
        message: 'exit code 1: == 1 failed in 0.1s ==',
        output: 'FAILED t.py::a\n== 1 failed in 0.1s ==\nwarning',
      },
    ])
  })
})
