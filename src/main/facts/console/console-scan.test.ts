import { describe, expect, it } from 'vitest'
import { readConsole as read } from './console-fixture.ts'

describe('pytest on a console', () => {
  it.each([
    ['===== 1 failed, 2 passed, 1 skipped in 0.12s =====', [4, 2, 1, 1, 0]],
    ['====== 3 passed, 2 xfailed, 1 xpassed, 4 warnings in 1.80 seconds ======', [6, 4, 0, 2, 0]],
    ['864 passed, 63 skipped in 221.55s (0:03:41)', [927, 864, 0, 63, 0]],
    ['=== 1 failed, 1 error in 2.48s ===', [2, 0, 2, 0, 1]],
    ['===== no tests ran in 0.01s =====', [0, 0, 0, 0, 0]],
    ['\u001B[32m===== \u001B[1m3 passed\u001B[0m\u001B[32m in 0.1s =====\u001B[0m', [3, 3, 0, 0, 0]],
    ['2026-01-01T12:00:00.1234567Z ===== 3 passed in 0.1s =====\r', [3, 3, 0, 0, 0]],
  ])('sums up as %s', (line, [total, passed, failed, skipped, errored]) => {
    expect(read(line)).toMatchObject({ format: 'pytest-console', totals: { total, passed, failed, skipped, errored } })
  })

  it.each(['5 files changed in 3.2s', 'compiled 12 modules in 1.5 seconds', '3 passed the exam in 1999'])(
    'is not heard in “%s”',
    (line) => {
      expect(read(line)).toBeUndefined()
    },
  )

  const section = (...lines: string[]) => ['=== short test summary info ===', ...lines].join('\n')

  it('names the failing tests with message and traceback', () => {
    const trace =
      '=== FAILURES ===\n___ C.test_b[x - y] ___\n    def test_b():\n>       assert 1 == 2\nE       assert 1 == 2\n\na.py:3: AssertionError'
    const report = read(`${trace}\n${section('FAILED a.py::C::test_b[x - y] - asser...')}\n=== 1 failed, 3 passed in 0.1s ===`)
    expect(report).toMatchObject({ completeness: 'failures-only', totals: { total: 4 }, notes: [{ code: 'report.from-console' }] })
    expect(report?.cases).toMatchObject([
      { name: 'test_b[x - y]', suite: ['a.py', 'C'], file: 'a.py', status: 'failed', message: 'assert 1 == 2' },
    ])
    expect(report?.cases[0]?.trace).toContain('a.py:3: AssertionError')
  })

  it('is full when every test is named', () => {
    const summary = section('PASSED a.py::one', 'SKIPPED [2] a.py:7: no net', 'XFAIL a.py::two - known', 'FAILED a.py::three')
    expect(read(`${summary}\n=== 1 failed, 1 passed, 2 skipped, 1 xfailed in 0.1s ===`)).toMatchObject({ completeness: 'full' })
    const verbose = 'a.py::one PASSED   [ 50%]\n[gw1] [100%] FAILED a.py::C::two'
    expect(read(`${verbose}\n=== 1 failed, 1 passed in 0.1s ===`)).toMatchObject({
      completeness: 'full',
      cases: [
        { name: 'one', status: 'passed' },
        { name: 'two', suite: ['a.py', 'C'], status: 'failed' },
      ],
    })
  })

  it('gives only totals when it names nothing', () => {
    expect(read('....F [100%]\n1 failed, 4 passed in 0.1s')).toMatchObject({ completeness: 'totals-only', cases: [] })
  })

  it('shows its last session, not those that its tests print', () => {
    const nested = `=== test session starts ===\n${section('FAILED inner.py::x')}\n=== 1 failed in 0.01s ===`
    const report = read(`=== test session starts ===\n=== PASSES ===\n${nested}\n${section('PASSED a.py::one')}\n=== 1 passed in 1.0s ===`)
    expect(report).toMatchObject({ completeness: 'full', totals: { passed: 1, failed: 0 }, cases: [{ name: 'one' }] })
  })
})

describe('unittest on a console', () => {
  const rule = (sign: string) => sign.repeat(70)

  it('counts what its verdict leaves as passed', () => {
    const report = read('Ran 10 tests in 0.5s\n\nFAILED (failures=1, errors=2, skipped=3, expected failures=1, unexpected successes=1)')
    expect(report).toMatchObject({
      format: 'unittest-console',
      durationMs: 500,
      totals: { total: 10, passed: 2, failed: 4, skipped: 4, errored: 2 },
    })
    expect(read('Ran 0 tests in 0.000s\n\nOK')).toMatchObject({ totals: { total: 0, passed: 0, failed: 0 } })
  })

  it('names tests and failures, also when other output comes between', () => {
    const text = `
test_a (app.tests.Case) ... ok
test_b (app.tests.Case.test_b)
A description. ... FAIL
test_c (app.tests.Case) ... Creating table x
Applying migration... OK
skipped 'no database'
${rule('=')}
FAIL: test_b (app.tests.Case.test_b)
A description.
${rule('-')}
Traceback (most recent call last):
  File "/app/tests.py", line 7, in test_b
    self.assertEqual(1, 2)
AssertionError: 1 != 2

${rule('-')}
Ran 3 tests in 0.100s

FAILED (failures=1, skipped=1)`
    const report = read(text)
    expect(report).toMatchObject({ completeness: 'full', totals: { total: 3, passed: 1, failed: 1, skipped: 1 } })
    expect(report?.cases).toMatchObject([
      { name: 'test_b', suite: ['app.tests.Case'], status: 'failed', message: 'AssertionError: 1 != 2' },
      { name: 'test_a', suite: ['app.tests.Case'], status: 'passed' },
      { name: 'test_c', status: 'skipped', message: 'no database' },
    ])
  })

  it('knows only the number of tests when the verdict is cut off', () => {
    expect(read('Ran 7 tests in 0.5s\n')).toMatchObject({ completeness: 'totals-only', totals: { total: 7, passed: null, failed: null } })
  })
})

describe('SymPy on a console', () => {
  it('names its tests and failures', () => {
    const text = `
sympy/x/tests/test_a.py[3]
test_one ok
test_two some words
F
test_three f                                        [FAIL]

________________________________________________________________________________
_________________ sympy/x/tests/test_a.py:test_two _________________
Traceback (most recent call last):
  File "/sympy/x/tests/test_a.py", line 7, in test_two
    assert 1 == 2
AssertionError

============= tests finished: 1 passed, 1 failed, 1 expected to fail, 
in 0.73 seconds =============`
    expect(read(text)).toMatchObject({
      format: 'sympy-console',
      completeness: 'full',
      totals: { total: 3, passed: 1, failed: 1, skipped: 1, errored: 0 },
      durationMs: 730,
      cases: [
        { name: 'test_one' },
        { name: 'test_two', message: 'AssertionError', suite: ['sympy/x/tests/test_a.py'] },
        { status: 'skipped' },
      ],
    })
  })
})

describe('Jest on a console', () => {
  it('gives totals, and names the failures once', () => {
    const failure =
      '  ● outer › breaks\n\n    expect(received).toBe(expected)\n\n    Expected: 1\n      at Object.<anonymous> (a.test.js:3:1)\n'
    const text = `FAIL src/a.test.js (5.1 s)\n  outer\n    ✕ breaks (2 ms)\n\n${failure}\nSummary of all failing tests\nFAIL src/a.test.js\n${failure}
Test Suites: 1 failed, 2 passed, 3 total\nTests:       1 failed, 2 skipped, 3 todo, 29 passed, 35 total\nSnapshots:   0 total\nTime:        1.5 s`
    const report = read(text)
    expect(report).toMatchObject({
      format: 'jest-console',
      completeness: 'failures-only',
      totals: { total: 35, passed: 29, failed: 1, skipped: 5 },
      durationMs: 1500,
    })
    expect(report?.cases).toMatchObject([{ name: 'breaks', suite: ['src/a.test.js', 'outer'], file: 'src/a.test.js' }])
    expect(report?.cases[0]?.message).toBe('expect(received).toBe(expected)\n\n    Expected: 1')
  })
})

describe('Vitest on a console', () => {
  it('gives totals, and names the failures', () => {
    const text = ` FAIL  src/a.test.ts > outer > breaks\nAssertionError: expected 1 to be 2\n ❯ src/a.test.ts:3:1\n\n⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯[1/1]⎯

 Test Files  1 failed | 2 passed (3)\n      Tests  1 failed | 9 passed | 2 skipped | 1 todo (13)\n   Start at  12:00:00\n   Duration  1.23s (transform 10ms)`
    expect(read(text)).toMatchObject({
      format: 'vitest-console',
      completeness: 'failures-only',
      totals: { total: 13, passed: 9, failed: 1, skipped: 3 },
      durationMs: 1230,
      cases: [
        { name: 'breaks', suite: ['src/a.test.ts', 'outer'], message: expect.stringContaining('AssertionError: expected 1 to be 2') },
      ],
    })
  })
})

describe('Mocha on a console', () => {
  it('gives totals, and names the failures below them', () => {
    const text = `  29 passing (1s)\n  2 pending\n  1 failing\n\n  1) Array\n       #indexOf()\n         finds nothing:\n\n      AssertionError: expected 1\n      at Context.<anonymous> (a.js:3:1)\n`
    expect(read(text)).toMatchObject({
      format: 'mocha-console',
      totals: { total: 32, passed: 29, failed: 1, skipped: 2 },
      durationMs: 1000,
      cases: [{ name: 'finds nothing', suite: ['Array', '#indexOf()'], message: 'AssertionError: expected 1' }],
    })
  })
})

describe('go test on a console', () => {
  it('with -v lists every test', () => {
    const text = `=== RUN   TestA\n=== RUN   TestA/one\n--- FAIL: TestA (0.10s)\n    --- FAIL: TestA/one (0.05s)\n        a_test.go:7: got 1\n--- PASS: TestB (0.00s)\nFAIL\nFAIL\texample.com/p\t0.25s\nok  \texample.com/q\t0.01s`
    expect(read(text)).toMatchObject({
      format: 'go-console',
      completeness: 'full',
      totals: { total: 3, passed: 1, failed: 2, skipped: 0 },
      durationMs: 260,
      cases: [
        { name: 'TestA', suite: ['example.com/p'] },
        { name: 'one', suite: ['example.com/p', 'TestA'], message: 'got 1', file: 'a_test.go', line: 7 },
        {},
      ],
    })
  })

  it('without -v does not know what passed', () => {
    expect(read('--- FAIL: TestA (0.10s)\n    a_test.go:7: no\nFAIL\nFAIL\texample.com/p\t0.25s\nFAIL')).toMatchObject({
      completeness: 'failures-only',
      totals: { total: null, passed: null, failed: 1 },
      cases: [{ name: 'TestA' }],
    })
    expect(read('FAIL\texample.com/p [build failed]\nok  \texample.com/q\t(cached)')).toMatchObject({
      completeness: 'totals-only',
      totals: { total: null, failed: null },
    })
  })
})

describe('cargo test on a console', () => {
  it('counts all test binaries of a run together', () => {
    const text = `    Finished \`test\` profile [unoptimized] target(s) in 0.5s
     Running unittests src/lib.rs (target/debug/deps/x-1)

running 3 tests
test a::works ... ok
test a::breaks ... FAILED
test later ... ignored, not yet

failures:

---- a::breaks stdout ----
thread 'a::breaks' panicked at src/lib.rs:7:5:
assertion failed

failures:
    a::breaks

test result: FAILED. 1 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.25s

   Doc-tests x

running 1 test
test src/lib.rs - doc (line 3) ... ok

test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.05s`
    expect(read(text)).toMatchObject({
      format: 'cargo-console',
      completeness: 'full',
      totals: { total: 4, passed: 2, failed: 1, skipped: 1 },
      durationMs: 300,
      cases: [
        { name: 'works', suite: ['unittests src/lib.rs', 'a'] },
        { name: 'breaks', message: 'assertion failed', file: 'src/lib.rs', line: 7 },
        { name: 'later', message: 'not yet' },
        { suite: ['x'] },
      ],
    })
  })
})

describe('a console', () => {
  it('without a test summary says nothing', () => {
    expect(read('hello\nworld')).toBeUndefined()
  })

  it('counts by the last summary when there are several', () => {
    expect(read('== 3 failed in 1s ==\nRan 2 tests in 0.1s\n\nOK')).toMatchObject({
      format: 'unittest-console',
      totals: { total: 2, failed: 0 },
    })
  })
})

describe('a run in which a file did not load', () => {
  it.each([
    ['vitest', ` FAIL  src/a.test.ts [ src/a.test.ts ]\nError: no\n\n Test Files  1 failed | 1 passed (2)\n      Tests  3 passed (3)`, 3],
    ['vitest', ` FAIL  src/a.test.ts [ src/a.test.ts ]\nError: no\n\n Test Files  1 failed (1)\n      Tests  no tests`, 0],
    ['jest', `FAIL src/a.test.ts\n  ● Test suite failed to run\n\n    no\n\nTests:       0 total`, 0],
  ])('of %s is no run without a fault', (_tool, text, total) => {
    const report = read(text)
    expect(report).toMatchObject({ totals: { total, failed: 0 } })
    expect(report?.notes).toContainEqual({ code: 'report.run-failed', detail: expect.stringContaining('src/a.test.ts') })
  })
})

describe('go test -v since Go 1.14', () => {
  it('prints what a test says before its result, between other tests, and a panic behind it', () => {
    const text = `=== RUN   TestA\n=== PAUSE TestA\n=== RUN   TestB\nhello--- PASS: TestB (0.00s)\n=== CONT  TestA\n    a_test.go:7: got 1\n--- FAIL: TestA (0.10s)
=== RUN   TestC\n--- FAIL: TestC (0.00s)\npanic: boom [recovered]\n\ngoroutine 7 [running]:\n\t/src/p/c_test.go:9 +0x1d\nFAIL\texample.com/p\t0.25s`
    expect(read(text)).toMatchObject({
      totals: { total: 3, passed: 1, failed: 2 },
      cases: [
        { name: 'TestB', status: 'passed' },
        { name: 'TestA', message: 'got 1', file: 'a_test.go', line: 7 },
        { name: 'TestC', message: 'panic: boom [recovered]', trace: expect.stringContaining('/src/p/c_test.go:9') },
      ],
    })
  })
})

describe('a line of a console', () => {
  it.each(['', '\r'])('is heard in its first 4,000 characters alone, whatever ends it (%j)', (ending) => {
    const summary = (rule: number) => `${'='.repeat(rule)} tests finished: 3 passed, in 0.1 seconds${ending}`
    expect(read(summary(50))).toMatchObject({ totals: { total: 3 } })
    expect(read(summary(4_000))).toBeUndefined()
  })
})
