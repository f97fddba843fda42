import { describe, expect, it } from 'vitest'
import { failingSince, type TestHistory } from './test-history.ts'
import { type TestStatus } from '../test-report.ts'

const history = (...outcomes: (TestStatus | 'absent' | 'unknown' | 'no-report')[]): TestHistory => ({
  attempts: outcomes.map((outcome, index) => ({
    version: index + 1,
    outcome:
      outcome === 'absent' || outcome === 'unknown' || outcome === 'no-report'
        ? { kind: outcome }
        : { kind: 'ran', artifactName: 'r', key: 'k', status: outcome },
  })),
})

describe('the attempt since which a test fails', () => {
  it('is the first after its last pass', () => {
    expect(failingSince(history('failed', 'passed', 'errored', 'failed'), 4)).toBe(3)
  })

  it('is not broken by attempts that tell nothing of it', () => {
    expect(failingSince(history('passed', 'failed', 'no-report', 'unknown', 'absent', 'failed'), 6)).toBe(2)
  })

  it('does not look beyond the attempt asked for', () => {
    expect(failingSince(history('failed', 'passed', 'failed'), 1)).toBe(1)
    expect(failingSince(history('failed', 'passed', 'failed'), 2)).toBeUndefined()
  })

  it('is none when it was never seen to fail', () => {
    expect(failingSince(history('unknown', 'skipped'), 2)).toBeUndefined()
  })
})
