import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { readReport } from '../read-report.ts'

const step = (status: string, error_message?: string) => ({
  keyword: 'Given ',
  name: 'a step',
  result: { status, duration: 2_000_000, error_message },
})

describe('Cucumber’s JSON', () => {
  it('counts scenarios by the worst of their steps, with those of the background', async () => {
    const elements = [
      { type: 'background', name: '', steps: [step('passed')] },
      { type: 'scenario', name: 'works', line: 3, steps: [step('passed')] },
      { type: 'scenario', name: 'breaks', steps: [step('failed', 'Error: no\n    at x.js:1:1'), step('skipped')] },
      { type: 'scenario', name: 'waits', steps: [step('passed'), step('pending')] },
      { type: 'background', name: '', steps: [step('failed', 'Error: setup')] },
      { type: 'scenario', name: 'never began', steps: [step('skipped')] },
    ]
    const content = JSON.stringify([{ uri: 'a.feature', keyword: 'Feature', name: 'A', elements }])
    const report = await readReport({ name: 'cucumber.json', type: 'test' }, Readable.from([Buffer.from(content)]))
    expect(report).toMatchObject({ format: 'cucumber-json', totals: { total: 4, passed: 1, failed: 2, skipped: 1 } })
    expect(report.cases).toMatchObject([
      { name: 'works', suite: ['A'], durationMs: 4, file: 'a.feature', line: 3 },
      { name: 'breaks', message: 'Error: no' },
      { name: 'waits', status: 'skipped', message: 'pending: Given a step' },
      { name: 'never began', status: 'failed', message: 'Error: setup' },
    ])
  })
})
