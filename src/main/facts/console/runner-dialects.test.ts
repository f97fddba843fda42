// What runners print in their various modes.
import { describe, expect, it } from 'vitest'
import { readConsole as read } from './console-fixture.ts'

describe('cargo nextest on a console', () => {
  const run = (tests: string, summary: string) => `    Finished \`test\` profile [unoptimized] target(s) in 0.27s
────────────
 Nextest run ID cbfc32fd with nextest profile: default
    Starting 4 tests across 2 binaries
${tests}
────────────
     Summary [   0.109s] ${summary}
        FAIL [   0.007s] shop tests::bad
error: test run failed`

  it('lists every test, with what a failing one said', () => {
    const report = read(
      run(
        `        PASS [   0.004s] (1/4) shop a::one
        FAIL [   0.007s] (2/4) shop tests::bad
  stdout ───

    running 1 test
    test tests::bad ... FAILED

  stderr ───
    thread 'tests::bad' panicked at src/lib.rs:5:24:
    no more apples
        PASS [   0.004s] (3/4) shop::cart b::two
        SKIP [         ] (─────) shop::cart b::later`,
        '3 tests run: 2 passed, 1 failed, 1 skipped',
      ),
    )
    expect(report).toMatchObject({
      format: 'nextest-console',
      completeness: 'full',
      totals: { total: 4, passed: 2, failed: 1, skipped: 1 },
      durationMs: 109,
      cases: [
        { name: 'one', suite: ['shop', 'a'], status: 'passed', durationMs: 4 },
        { name: 'bad', status: 'failed', message: 'no more apples', file: 'src/lib.rs', line: 5 },
        { name: 'two', suite: ['shop::cart', 'b'] },
        { name: 'later', status: 'skipped' },
      ],
    })
  })

  it('counts a test once that was tried again, in the words of older versions too', () => {
    const report = read(
      run(
        `  TRY 1 FAIL [   0.004s] shop a::one

--- TRY 1 STDERR:        shop a::one ---
thread 'a::one' panicked at src/lib.rs:1:2:
test result: FAILED. 0 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
  TRY 2 PASS [   0.004s] shop a::one
     TIMEOUT [   9.000s] shop tests::bad`,
        '2 tests run: 1 passed (1 flaky), 1 timed out, 0 skipped',
      ),
    )
    expect(report).toMatchObject({
      format: 'nextest-console',
      completeness: 'full',
      totals: { total: 2, passed: 1, failed: 1 },
      cases: [{ status: 'passed', retries: 1 }, { status: 'failed' }],
    })
  })
})

describe('cargo test on a console', () => {
  it('says when a test binary died', () => {
    const report = read(`     Running unittests src/lib.rs (target/debug/deps/x-1)

running 2 tests
test a::works ... ok
error: test failed, to rerun pass \`--lib\`

Caused by:
  process didn't exit successfully: \`/x/target/debug/deps/x-1\` (signal: 11, SIGSEGV: invalid memory reference)`)
    expect(report).toMatchObject({ format: 'cargo-console', totals: { total: null, failed: null }, cases: [{ name: 'works' }] })
    expect(report?.notes).toContainEqual({ code: 'report.run-failed', detail: 'unittests src/lib.rs died before it was done' })
  })
})

describe('go test -v on a console', () => {
  it('counts the tests that were running when the time was up as failed', () => {
    const report = read(`=== RUN   TestA
--- PASS: TestA (0.00s)
=== RUN   TestSlow
panic: test timed out after 1s
	running tests:
		TestSlow (1s)
FAIL	ex/p	1.01s`)
    expect(report).toMatchObject({
      totals: { total: 2, passed: 1, failed: 1 },
      cases: [{ name: 'TestA' }, { name: 'TestSlow', status: 'failed', message: 'panic: test timed out after 1s' }],
    })
  })

  it('names the package that does not build', () => {
    expect(read('FAIL\tex/p [build failed]\nok  \tex/q\t0.1s\nFAIL')?.notes).toContainEqual({
      code: 'report.run-failed',
      detail: 'ex/p build failed',
    })
  })
})

describe('Jest with --verbose', () => {
  it('lists every test, with its suites and time', () => {
    const report = read(`FAIL src/cart.test.js
  Cart
    adding
      ✓ takes one (2 ms)
      ✕ takes two (1.5 s)
    ○ skipped pays
  ✎ todo refunds

  ● Cart › adding › takes two

    expect(received).toBe(expected)

      at Object.<anonymous> (src/cart.test.js:9:1)

Test Suites: 1 failed, 1 total
Tests:       1 failed, 1 skipped, 1 todo, 1 passed, 4 total
Time:        1.6 s`)
    expect(report).toMatchObject({
      completeness: 'full',
      totals: { total: 4, passed: 1, failed: 1, skipped: 2 },
      cases: [
        { name: 'takes one', suite: ['src/cart.test.js', 'Cart', 'adding'], durationMs: 2 },
        { name: 'takes two', status: 'failed', durationMs: 1500, message: 'expect(received).toBe(expected)' },
        { name: 'pays', suite: ['src/cart.test.js', 'Cart'], status: 'skipped' },
        { name: 'refunds', suite: ['src/cart.test.js'], status: 'skipped' },
      ],
    })
  })
})

describe('Vitest on a console', () => {
  const failure = (project: string) => ` FAIL  ${project}src/a.test.ts > outer > breaks
AssertionError: expected 1 to be 2
 ❯ check src/check.ts:7:3
 ❯ src/a.test.ts:3:1

⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯[1/1]⎯

 Test Files  1 failed (1)
      Tests  1 failed (1)
     Errors  1 error
   Duration  1.23s`

  it.each(['', '|unit| ', ' unit  '])('says where a test failed, with “%s” before its file', (project) => {
    const report = read(failure(project))
    expect(report?.cases).toMatchObject([
      { name: 'breaks', suite: ['src/a.test.ts', 'outer'], message: 'AssertionError: expected 1 to be 2', line: 3 },
    ])
    expect(report).toMatchObject({ durationMs: 1230 })
  })

  it('says that there were errors outside of tests', () => {
    expect(read(failure(''))?.notes).toContainEqual({ code: 'report.run-failed', detail: '1 unhandled errors' })
  })
})
