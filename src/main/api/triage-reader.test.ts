import { describe, expect, it } from 'vitest'
import { isSameTest } from './triage-reader.ts'

const test = (path: string[], title?: string) => ({ path, title })

describe('a test of a report and one of a log', () => {
  it('are the same as far as both tell', () => {
    expect(isSameTest(test(['test_a']), test(['sympy/a.py', 'test_a']))).toBe(true)
    expect(isSameTest(test(['app.tests.C', 'test_a']), test(['app.tests.C', 'test_a']))).toBe(true)
    expect(isSameTest(test(['app.tests.C', 'test_a']), test(['app.tests.D', 'test_a']))).toBe(false)
  })

  it('are the same when one has the other’s docstring for a name', () => {
    expect(isSameTest(test(['Adds two.']), test(['app.tests.C', 'test_a'], 'Adds two.'))).toBe(true)
    expect(isSameTest(test(['Adds two.']), test(['app.tests.C', 'test_a'], 'Adds three.'))).toBe(false)
  })
})
