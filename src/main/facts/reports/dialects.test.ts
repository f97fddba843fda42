// What tools of one format write differently, and what is left of reports that are not whole.
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { readReport } from '../read-report.ts'

const read = (content: string | Buffer) => readReport({ name: 'x', type: 'test' }, Readable.from([Buffer.from(content)]))
const lines = (...values: object[]) => values.map((value) => JSON.stringify(value)).join('\n')
const unknown = { total: null, passed: null, failed: null, skipped: null, errored: null }

describe('JUnit XML', () => {
  it('of PHPUnit names the class once, and says what was expected instead of its type', async () => {
    const { cases } =
      await read(`<testsuites><testsuite name="/app/phpunit.xml"><testsuite name="App\\CartTest" file="/app/tests/CartTest.php">
      <testcase name="testAdd" class="App\\CartTest" classname="App.CartTest" line="12"/>
      <testsuite name="App\\CartTest::testMany"><testcase name="testMany with data set #0" class="App\\CartTest" classname="App.CartTest">
        <failure type="PHPUnit\\Framework\\ExpectationFailedException">App\\CartTest::testMany with data set #0 (1)
Failed asserting that 1 is 2.</failure></testcase></testsuite></testsuite></testsuite></testsuites>`)
    expect(cases).toMatchObject([
      { suite: ['/app/phpunit.xml', 'App\\CartTest'], file: '/app/tests/CartTest.php', line: 12 },
      { suite: ['/app/phpunit.xml', 'App\\CartTest', 'App\\CartTest::testMany'], message: 'Failed asserting that 1 is 2.' },
    ])
  })

  it('of nextest tells a retry that passed from one that failed', async () => {
    const report = await read(`<testsuites name="nextest-run"><testsuite name="shop">
      <testcase name="a" classname="shop"><flakyFailure type="x">first</flakyFailure></testcase>
      <testcase name="b" classname="shop"><failure type="x" message="no"/><rerunFailure type="x">again</rerunFailure></testcase>
    </testsuite></testsuites>`)
    expect(report.totals).toMatchObject({ total: 2, passed: 1, failed: 1 })
    expect(report.cases).toMatchObject([
      { name: 'a', status: 'passed', retries: 1 },
      { name: 'b', status: 'failed', retries: 1 },
    ])
  })

  it('of JavaScript runners names the file where others name the class', async () => {
    const { cases } = await read(
      '<testsuites><testsuite name="src/a.test.ts"><testcase classname="src/a.test.ts" name="outer &gt; adds"/></testsuite></testsuites>',
    )
    expect(cases).toMatchObject([{ suite: ['src/a.test.ts'], file: 'src/a.test.ts' }])
  })

  it('says when a suite failed that has no test', async () => {
    const { totals, notes } = await read('<testsuites><testsuite name="a"><error message="could not start"/></testsuite></testsuites>')
    expect(totals.total).toBe(0)
    expect(notes).toEqual([{ code: 'report.run-failed', detail: 'a: could not start' }])
  })

  it.each([
    [
      'breaks off',
      '<testsuite name="s" tests="3"><testcase name="a"/><testcase name="b"><failure message="no"/></testcase><testcase name="c',
    ],
    ['is followed by another', '<testsuite name="s"><testcase name="a"/><testcase name="b"/></testsuite><testsuite name="t"/>'],
    [
      'holds a character that XML does not allow',
      '<testsuite><testcase name="a"/><testcase name="b"/><testcase name="\u001B[31m"/></testsuite>',
    ],
  ])('that %s has unknown counts, and the tests before the fault', async (_fault, content) => {
    const report = await read(content)
    expect(report).toMatchObject({ totals: unknown, completeness: 'totals-only', notes: [{ code: 'report.malformed' }] })
    expect(report.cases).toMatchObject([{ name: 'a' }, { name: 'b' }])
  })

  it('is found behind what a package manager printed, and that is said', async () => {
    const report = await read('\n> jest\n\n<?xml version="1.0"?>\n<testsuite name="s"><testcase name="a"/></testsuite>\n')
    expect(report).toMatchObject({ format: 'junit-xml', totals: { total: 1 }, notes: [{ code: 'report.lenient' }] })
  })

  it.each([
    [
      'UTF-16 with a mark',
      Buffer.from('\uFEFF<?xml version="1.0" encoding="utf-16"?><testsuite><testcase name="ü"/></testsuite>', 'utf16le'),
    ],
    ['UTF-8 with a mark', Buffer.from('\uFEFF<?xml version="1.0"?><testsuite><testcase name="ü"/></testsuite>')],
    ['Latin-1', Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><testsuite><testcase name="ü"/></testsuite>', 'latin1')],
  ])('is read in %s', async (_encoding, content) => {
    expect(await read(content)).toMatchObject({ totals: { total: 1 }, cases: [{ name: 'ü' }], notes: [] })
  })

  it('keeps names to a length that can be shown', async () => {
    const { cases } = await read(`<testsuite name="${'s'.repeat(9_000)}"><testcase name="${'n'.repeat(9_000)}"/></testsuite>`)
    expect([cases[0]?.name.length, cases[0]?.suite[0]?.length]).toEqual([2_001, 2_001])
  })
})

describe('JSON that breaks off', () => {
  it('has unknown counts, and the tests that are whole', async () => {
    const whole = { numTotalTests: 2, numRuntimeErrorTestSuites: 0, numPassedTests: 1 }
    const tests = [
      { title: 'a', status: 'passed', failureMessages: [] },
      { title: 'b', status: 'failed', failureMessages: ['Error: no'] },
      { title: 'c', status: 'failed', failureMessages: ['Error'] },
    ]
    const text = JSON.stringify({ ...whole, testResults: [{ name: '/a.test.js', assertionResults: tests }] })
    const report = await read(text.slice(0, text.indexOf('"c"') + 12))
    expect(report).toMatchObject({ format: 'jest-json', totals: unknown, notes: [{ code: 'report.malformed' }] })
    expect(report.cases).toMatchObject([
      { name: 'a', status: 'passed' },
      { name: 'b', status: 'failed', message: 'Error: no' },
    ])
  })
})

describe('a report that holds only its summary', () => {
  it.each([
    ['jest-json', { numTotalTests: 5, numPassedTests: 3, numFailedTests: 1, numPendingTests: 1, numRuntimeErrorTestSuites: 0 }],
    ['ctrf', { results: { tool: { name: 'x' }, summary: { tests: 5, passed: 3, failed: 1, skipped: 1, pending: 0, other: 0 } } }],
  ])('gives the totals of %s, and no tests', async (format, value) => {
    const report = await read(JSON.stringify(value))
    expect(report).toMatchObject({
      format,
      completeness: 'totals-only',
      totals: { total: 5, passed: 3, failed: 1, skipped: 1, errored: null },
      cases: [],
      notes: [],
    })
  })
})

describe('Playwright’s JSON', () => {
  const report = (test: object) =>
    read(JSON.stringify({ config: { rootDir: '/w' }, suites: [{ title: 'a', specs: [{ title: 't', tests: [test] }] }] }))

  it('gives why a test was skipped', async () => {
    const annotations = [{ type: 'skip', description: 'no camera here' }]
    expect((await report({ status: 'skipped', annotations, results: [] })).cases).toMatchObject([
      { status: 'skipped', message: 'no camera here' },
    ])
  })

  it('says what was expected of a test that fails without an error', async () => {
    const { cases } = await report({ status: 'unexpected', expectedStatus: 'failed', results: [{ status: 'passed' }] })
    expect(cases).toMatchObject([{ status: 'failed', message: 'expected to be failed, was passed' }])
  })
})

describe('pytest’s json-report', () => {
  it('of a test that was run again counts its last run', async () => {
    const test = (name: string, outcome: string) => ({
      nodeid: `a.py::${name}`,
      outcome: 'rerun',
      setup: { outcome: 'passed' },
      call: { outcome },
    })
    const value = { exitcode: 1, root: '/w', summary: { total: 2 }, tests: [test('a', 'passed'), test('b', 'failed')] }
    expect(await read(JSON.stringify(value))).toMatchObject({
      totals: { passed: 1, failed: 1 },
      cases: [{ status: 'passed', retries: 1 }, { status: 'failed' }],
    })
  })
})

describe('NUnit', () => {
  it('does not say a failure twice, and tells of a set-up that failed', async () => {
    const { cases, notes } = await read(`<test-run><test-suite name="CartTests" result="Failed" site="SetUp">
      <failure><message>no database</message></failure>
      <test-case name="Adds" methodname="Adds" result="Failed"><failure><message>Expected: 1</message></failure>
        <assertions><assertion result="Failed"><message>Expected: 1</message></assertion></assertions></test-case>
    </test-suite></test-run>`)
    expect(cases).toMatchObject([{ message: 'Expected: 1' }])
    expect(notes).toEqual([{ code: 'report.run-failed', detail: 'CartTests: no database' }])
  })
})

describe('Cucumber’s JSON of Behave', () => {
  it('counts by the scenario’s own word, in seconds', async () => {
    const element = {
      type: 'scenario',
      name: 'adds',
      location: 'features/cart.feature:5',
      status: 'failed',
      steps: [{ keyword: 'When', name: 'x', result: { status: 'failed', duration: 0.25, error_message: ['Assertion Failed: no'] } }],
    }
    const report = await read(
      JSON.stringify([{ keyword: 'Feature', name: 'Cart', location: 'features/cart.feature:1', elements: [element] }]),
    )
    expect(report).toMatchObject({
      format: 'cucumber-json',
      totals: { total: 1, failed: 1 },
      cases: [{ file: 'features/cart.feature', line: 5, durationMs: 250, message: 'Assertion Failed: no' }],
    })
  })
})

describe('TAP', () => {
  it('keeps reading behind diagnostics that were never closed', async () => {
    const report = await read('TAP version 13\n1..2\nnot ok 1 - a\n  ---\n  message: no\nok 2 - b\n')
    expect(report).toMatchObject({ totals: { total: 2, passed: 1, failed: 1 }, cases: [{ message: 'no' }, { name: 'b' }] })
  })

  it('of Node’s test runner gives the time of every test', async () => {
    expect((await read('TAP version 13\nok 1 - a\n  ---\n  duration_ms: 1.5\n  ...\n1..1\n')).cases).toMatchObject([{ durationMs: 1.5 }])
  })

  it('may be nothing but the words', async () => {
    expect(await read('1..2\nok\nnot ok\n')).toMatchObject({ format: 'tap', totals: { passed: 1, failed: 1 } })
  })

  it('of Node’s test runner gives message and place from its diagnostics', async () => {
    const { cases } = await read(`TAP version 13
not ok 1 - adds
  ---
  duration_ms: 1.5
  location: '/app/a.test.js:3:1'
  error: |-
    Expected values to be strictly equal:
    
    1 !== 2
    
  code: 'ERR_ASSERTION'
  ...
1..1`)
    expect(cases).toMatchObject([
      { name: 'adds', message: 'Expected values to be strictly equal:\n\n1 !== 2', file: '/app/a.test.js', line: 3 },
    ])
  })

  it('may go without numbers', async () => {
    expect(await read('1..2\nok - a\nnot ok - b\n')).toMatchObject({ format: 'tap', totals: { total: 2, passed: 1, failed: 1 } })
  })
})

describe('go test -json', () => {
  const event = (more: object) => ({ Package: 'ex/p', Test: 'TestA', ...more })

  it('names every package that does not build, once', async () => {
    const failed = (name: string) => [
      { ImportPath: `ex/${name} [ex/${name}.test]`, Action: 'build-fail' },
      { Action: 'fail', Package: `ex/${name}`, FailedBuild: `ex/${name} [ex/${name}.test]` },
    ]
    const { totals, notes } = await read(lines(...failed('p'), ...failed('q')))
    expect(totals.total).toBe(0)
    expect(notes).toEqual([{ code: 'report.run-failed', detail: 'ex/p does not build; ex/q does not build' }])
  })

  it('takes the message of testify from below its place', async () => {
    const output = [
      '    a_test.go:12: \n',
      '        \tError Trace:\t/src/a_test.go:12\n',
      '        \tError:      \tNot equal: \n',
      '        \t            \texpected: 1\n',
    ]
    const { cases } = await read(lines(...output.map((Output) => event({ Action: 'output', Output })), event({ Action: 'fail' })))
    expect(cases).toMatchObject([{ message: 'Not equal:\nexpected: 1', file: 'a_test.go', line: 12 }])
  })
})

describe('pytest-reportlog', () => {
  it('counts a test as failed whose subtest failed', async () => {
    const entry = (more: object) => ({
      nodeid: 'a.py::t',
      location: ['a.py', 0, 't'],
      sections: [],
      longrepr: null,
      duration: 0.1,
      ...more,
    })
    const report = await read(
      lines(
        { $report_type: 'SessionStart', pytest_version: '9.0' },
        entry({ $report_type: 'TestReport', when: 'setup', outcome: 'passed' }),
        entry({ $report_type: 'SubTestReport', when: 'call', outcome: 'failed', longrepr: 'boom' }),
        entry({ $report_type: 'SubTestReport', when: 'call', outcome: 'passed' }),
        entry({ $report_type: 'TestReport', when: 'call', outcome: 'passed' }),
      ),
    )
    expect(report).toMatchObject({ totals: { total: 1, failed: 1 }, cases: [{ status: 'failed', message: 'boom', durationMs: 200 }] })
  })

  const failing = (printed: string) =>
    lines(
      { $report_type: 'SessionStart', pytest_version: '9.0' },
      { $report_type: 'TestReport', nodeid: 'a.py::t', when: 'call', outcome: 'failed', sections: [['Captured stdout call', printed]] },
      { $report_type: 'SessionFinish', exitstatus: 1 },
    )

  it('counts a failing test that printed more than other lines may hold', async () => {
    const report = await read(failing('x'.repeat(1_000_000)))
    expect(report).toMatchObject({ totals: { total: 1, failed: 1 }, completeness: 'full', notes: [] })
  })

  it('has unknown counts, not fewer tests, where a line is too long to be read', async () => {
    const report = await read(failing('x'.repeat(17 * 1024 * 1024)))
    expect(report).toMatchObject({ totals: unknown, completeness: 'totals-only', notes: [{ code: 'report.too-large' }] })
  })
})

describe('a word that no tool writes for how a test ended', () => {
  const word = 'constructor'
  it.each([
    ['go test -json', lines({ Action: 'run', Package: 'p', Test: 'T' }, { Action: word, Package: 'p', Test: 'T' }), 'failed'],
    ['pytest-json', lines({ exitcode: 0, summary: {}, root: '/', tests: [{ nodeid: 'a.py::t', outcome: word }] }), 'skipped'],
    ['SWE-bench Pro', lines({ tests: ['PASSED', word].map((status) => ({ name: 't', status })) }), 'skipped'],
    ['NUnit', `<test-run><test-case name="t" result="${word}"/></test-run>`, 'skipped'],
    ['xUnit.net', `<assemblies><assembly><test name="t" result="${word}"/></assembly></assemblies>`, 'skipped'],
    ['TestNG', `<testng-results><test-method name="t" status="${word}"/></testng-results>`, 'skipped'],
  ])('in a report of %s is no status', async (_format, content, status) => {
    expect((await read(content)).cases.at(-1)?.status).toBe(status)
  })
})

describe('TRX', () => {
  it('takes the class from the definitions, which stand behind the results', async () => {
    const { cases, notes } = await read(`<TestRun><Results><UnitTestResult testId="1" testName="Adds" outcome="Passed"/></Results>
      <TestDefinitions><UnitTest id="1" name="Adds"><TestMethod className="Shop.CartTests" name="Adds"/></UnitTest></TestDefinitions>
      <ResultSummary outcome="Failed"><Counters total="1"/><RunInfos><RunInfo outcome="Error"><Text>host crashed</Text></RunInfo></RunInfos></ResultSummary></TestRun>`)
    expect(cases).toEqual([{ name: 'Adds', suite: ['Shop.CartTests'], status: 'passed' }])
    expect(notes).toEqual([{ code: 'report.run-failed', detail: 'host crashed' }])
  })
})

describe('SWE-bench Pro’s output.json', () => {
  it('lists tests by the word of their outcome', async () => {
    const tests = ['PASSED', 'FAILED', 'ERROR', 'SKIPPED'].map((status) => ({ name: `a.py::${status}`, status }))
    expect(await read(JSON.stringify({ tests }))).toMatchObject({
      format: 'swebench-output',
      totals: { total: 4, passed: 1, failed: 2, errored: 1, skipped: 1 },
    })
  })
})
