import { describe, expect, it } from 'vitest'
import { testKeys, testPath } from './test-key.ts'

describe('the keys of a report', () => {
  it('are its tests’ names, with a number behind what it has more than once', () => {
    const tests = [
      { suite: ['a'], name: 'x' },
      { suite: [], name: 'x' },
      { suite: ['a'], name: 'x' },
    ]
    expect(testKeys(tests)).toEqual(['a › x', 'x', 'a › x #2'])
  })
})

describe('the path of a test', () => {
  it.each([
    [['a.py', 'C'], 'test_b[x::y]', ['a.py', 'C', 'test_b[x::y]']],
    [['FAIL_TO_PASS'], 'tests/a.py::C::test_b[x::y]', ['tests/a.py', 'C', 'test_b[x::y]']],
    [['PASS_TO_PASS'], 'test_b (app.tests.C)', ['app.tests.C', 'test_b']],
    [['FAIL_TO_PASS'], 'test_b (app.tests.C.test_b)', ['app.tests.C', 'test_b']],
    [['app.tests.C'], 'test_b (i=1)', ['app.tests.C', 'test_b (i=1)']],
    [['a.test.ts', 'cart'], 'adds two (of three)', ['a.test.ts', 'cart', 'adds two (of three)']],
  ])('%j %s is %j', (suite, name, path) => {
    expect(testPath({ suite, name })).toEqual(path)
  })
})
