import { describe, expect, it } from 'vitest'
import { testWords } from './test-words.ts'

describe('test counts in words', () => {
  it('put the failures first', () => {
    expect(testWords({ failed: 3, total: 1200 })).toEqual({ outcome: 'failed', count: '3', of: '1,200', whole: '3 failed of 1,200 tests' })
  })

  it('say that all is well only when the total is known', () => {
    expect(testWords({ failed: 0, total: 45 })).toMatchObject({ outcome: 'passed', count: '45' })
    expect(testWords({ failed: 0, total: null })).toMatchObject({ outcome: 'unknown', count: '?' })
  })

  it('tell apart that no test ran from that all passed', () => {
    expect(testWords({ failed: 0, total: 0 })).toMatchObject({ outcome: 'none-ran', whole: 'No test ran' })
  })

  it('never take an unknown count for 0', () => {
    expect(testWords({ failed: null, total: null })).toMatchObject({ outcome: 'unknown', whole: 'Test counts unknown' })
    expect(testWords({ failed: null, total: 12 })).toMatchObject({ outcome: 'unknown', count: '12' })
    expect(testWords({ failed: 2, total: null })).toMatchObject({ outcome: 'failed', count: '2', of: undefined, whole: '2 failed' })
  })
})
