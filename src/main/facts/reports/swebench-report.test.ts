import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { readReport } from '../read-report.ts'

const read = (value: unknown) => readReport({ name: 'report.json', type: 'test' }, Readable.from([Buffer.from(JSON.stringify(value))]))

describe('SWE-bench’s report', () => {
  it('lists the tests by what was expected of them', async () => {
    const tests_status = { FAIL_TO_PASS: { success: ['a'], failure: ['b'] }, PASS_TO_PASS: { success: ['c', 'd'], failure: [] } }
    const report = await read({ 'django__django-1': { patch_successfully_applied: true, resolved: false, tests_status } })
    expect(report).toMatchObject({ format: 'swebench-report', completeness: 'full', totals: { total: 4, passed: 3, failed: 1 } })
    expect(report.cases).toContainEqual({ name: 'b', suite: ['FAIL_TO_PASS'], status: 'failed' })
  })

  it('knows of no test when the patch did not apply', async () => {
    const report = await read({ 'django__django-1': { patch_exists: true, patch_successfully_applied: false, resolved: false } })
    expect(report).toMatchObject({ format: 'swebench-report', completeness: 'totals-only', totals: { total: null, failed: null } })
  })
})
