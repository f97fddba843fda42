import { describe, expect, it } from 'vitest'
import { markLine } from './log-marks.ts'

describe('a log line that reports an error', () => {
  it.each([
    'Traceback (most recent call last):',
    'ValueError: bad value',
    'django.db.utils.OperationalError: no such table: x',
    'E       assert 1 == 2',
    'FAILED tests/test_x.py::test_a - assert 1 == 2',
    'ERROR tests/test_x.py - ImportError: no module',
    'FAIL: test_x (app.tests.Case)',
    'test_x (app.tests.Case) ... FAIL',
    'FAILED (failures=2, errors=1)',
    '========= 2 failed, 14 passed in 0.23s =========',
    'src/main.c:12:5: error: expected expression',
    "/usr/bin/ld: main.o: undefined reference to `foo'",
    'error[E0308]: mismatched types',
    "thread 'main' panicked at src/main.rs:3:5:",
    'test parser::tests::empty ... FAILED',
    'panic: runtime error: index out of range',
    './main.go:3:2: undefined: foo',
    '--- FAIL: TestX (0.00s)',
    'FAIL\texample.com/pkg\t0.01s',
    'Exception in thread "main" java.lang.NullPointerException',
    'Caused by: java.io.IOException: broken pipe',
    '[ERROR] Failed to execute goal',
    '[INFO] BUILD FAILURE',
    'npm ERR! code ELIFECYCLE',
    'npm error code 1',
    'TypeError: Cannot read properties of undefined',
    'Uncaught Error: boom',
    'src/a.ts(1,2): error TS2322: Type mismatch',
    '  12:5  error  Unexpected console statement  no-console',
    '2026-01-01 12:00:00,123 - app - ERROR - it broke',
    '2026-01-01T12:00:00Z [main] FATAL it broke',
    '{"level":"error","msg":"it broke"}',
    '{"level":50,"msg":"it broke"}',
    'time=2026-01-01 level=error msg="it broke"',
    '##[error]Process completed with exit code 1.',
    '::error file=a.ts::it broke',
    'E0101 12:00:00.000000 1 main.go:1] it broke',
    'make: *** [Makefile:3: all] Error 2',
    'not ok 3 - adds',
    '  ✕ adds (3 ms)',
    'fatal: not a git repository',
    'bash: foo: command not found',
    'Segmentation fault (core dumped)',
    'Found 3 errors.',
    '\u001B[31mERROR\u001B[0m it broke',
    'Downloading 10%\rDownloading 40%\rerror: connection reset',
    'error: line ending in Windows style\r',
  ])('%s', (line) => {
    expect(markLine(line)).toBe('error')
  })
})

describe('a log line that reports a warning', () => {
  it.each([
    'WARNING: Running pip as root',
    'WARNING  root:test.py:6 careful',
    'main.c:3: warning: unused variable',
    '/x/y.py:3: DeprecationWarning: use z',
    'warning: unused import: `x`',
    'npm WARN deprecated foo@1.0.0',
    '[WARN] careful',
    '2026-01-01 12:00:00 WARN  careful of the error page',
    'level=warning msg=careful',
    '::warning::careful',
    '  3:1  warning  Missing return type',
    '1 warning generated.',
  ])('%s', (line) => {
    expect(markLine(line)).toBe('warning')
  })
})

describe('a log line that only speaks of errors', () => {
  it.each([
    '0 errors, 0 warnings',
    'Errors: 0, Failures: 0',
    'errors=0 failures=0',
    'No errors found',
    'test_error_handling ... ok',
    'test_error (app.tests.ErrorTests) ... ok',
    'PASSED tests/test_errors.py::test_raises_error',
    'tests/test_x.py::test_error PASSED   [ 50%]',
    'test errors::display ... ok',
    'ok 3 - throws an error',
    'not ok 4 - later # TODO error handling',
    '  ✓ reports an error (2 ms)',
    '--- PASS: TestError (0.00s)',
    '===================== ERRORS =====================',
    "+ grep -i 'error:' log.txt",
    'INFO: 3 errors were fixed',
    '2026-01-01 12:00:00 DEBUG retry after error: timeout',
    '    raise ValueError(message)',
    '    except KeyError:',
    'use crate::error::{Error, Result};',
    'Applied patch src/error.py cleanly.',
    'rootdir: /tmp/test_warnings',
    'All tests passed',
    '',
  ])('%s', (line) => {
    expect(markLine(line)).toBeNull()
  })
})

describe('log marks', () => {
  it('take bounded time on very long and hostile lines', () => {
    const pieces = [
      'error',
      'Error',
      'warn',
      'exit ',
      ':',
      '.',
      '_',
      ' ',
      '[',
      '12:',
      'a',
      '0 ',
      'fatal ',
      '\u001B[1m',
      '\r',
      '# ',
      'Exception',
    ]
    const lines = pieces.flatMap((one) => pieces.map((other) => `error ${(one + other).repeat(2_000)}!`))
    const start = process.cpuUsage()
    for (const line of lines) markLine(line)
    // Of its own work, since a busy machine lets it wait as long as it likes.
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(lines.length * 10)
  })
})
