import { createReadStream, existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { flipTransition, testComparisonSchema } from '../../../shared/comparison/test-flips.ts'
import { type TestCase, type TestReport, type TestStatus } from '../../../shared/test-report.ts'
import { readReport } from '../read-report.ts'
import { ReportCollector } from '../reports/report-collector.ts'
import { compareReports } from './test-flips.ts'

type Listed = [name: string, status: TestStatus, more?: Partial<TestCase>]

function report(cases: Listed[], change: Partial<TestReport> = {}): TestReport {
  const collector = new ReportCollector('all')
  for (const [name, status, more] of cases) collector.add({ name, status, suite: ['suite'], ...more })
  return { ...collector.report('junit-xml'), ...change }
}

const unknownTotals = { total: null, passed: null, failed: null, skipped: null, errored: null }
const flipsOf = (first: TestReport, second: TestReport) => {
  const comparison = testComparisonSchema.parse(compareReports(first, second))
  return Object.fromEntries(comparison.tests.map(({ name, flip }) => [name, flip]))
}

describe('a test in two reports', () => {
  it('broke, was fixed, or stayed as it was, in SWE-bench’s words', () => {
    const first = report([
      ['a', 'passed'],
      ['b', 'failed'],
      ['c', 'passed'],
      ['d', 'errored'],
      ['e', 'skipped'],
    ])
    const second = report([
      ['a', 'failed'],
      ['b', 'passed'],
      ['c', 'passed'],
      ['d', 'failed'],
      ['e', 'skipped'],
    ])
    const { tests, counts } = compareReports(first, second)
    expect(tests.map((test) => [test.name, test.flip, flipTransition(test)])).toEqual([
      ['a', 'broke', 'pass→fail'],
      ['d', 'still-failing', 'fail→fail'],
      ['b', 'fixed', 'fail→pass'],
      ['c', 'still-passing', 'pass→pass'],
      ['e', 'still-skipped', 'skip→skip'],
    ])
    expect(counts).toMatchObject({ broke: 1, fixed: 1, 'still-failing': 1, added: 0, unlisted: 0 })
  })

  it('is newly skipped whether it passed or failed before, and says when it runs again', () => {
    const first = report([
      ['a', 'failed'],
      ['b', 'passed'],
      ['c', 'skipped'],
      ['d', 'skipped'],
    ])
    const second = report([
      ['a', 'skipped'],
      ['b', 'skipped'],
      ['c', 'passed'],
      ['d', 'failed'],
    ])
    expect(flipsOf(first, second)).toEqual({ a: 'newly-skipped', b: 'newly-skipped', c: 'unskipped', d: 'broke' })
  })

  it('is added or removed where both reports list all their tests', () => {
    expect(flipsOf(report([['old', 'passed']]), report([['new', 'failed']]))).toEqual({ old: 'removed', new: 'added' })
  })

  it('is the same one though an address in its name is another', () => {
    const first = report([['test [<object at 0x7f0f25d42800>]', 'failed']])
    expect(flipsOf(first, report([['test [<object at 0x7fd1aa3b1810>]', 'passed']]))).toEqual({
      'test [<object at 0x7fd1aa3b1810>]': 'fixed',
    })
  })

  it('is another one when its name says another time or number', () => {
    const first = report([['times out after 12 ms', 'passed']])
    expect(compareReports(first, report([['times out after 15 ms', 'passed']])).counts).toMatchObject({ added: 1, removed: 1 })
  })

  it('has a subtest that only failures name: the whole test tells how it went', () => {
    const first = report([
      ['test_token (email=None)', 'failed'],
      ['test_token (email="")', 'failed'],
    ])
    const { counts } = compareReports(first, report([['test_token', 'passed']]))
    expect(counts).toMatchObject({ fixed: 2, removed: 0, added: 0 })
    expect(compareReports(report([['test_token', 'passed']]), first).counts).toMatchObject({ broke: 2, removed: 0, added: 0 })
  })

  it('is slower when it takes twice as long, by more than an accident', () => {
    const first = report([
      ['a', 'passed', { durationMs: 1000 }],
      ['b', 'passed', { durationMs: 2 }],
    ])
    const second = report([
      ['a', 'passed', { durationMs: 2500 }],
      ['b', 'passed', { durationMs: 9 }],
    ])
    expect(compareReports(first, second)).toMatchObject({
      slower: 1,
      tests: [
        { name: 'a', isSlower: true },
        { name: 'b', isSlower: false },
      ],
    })
  })
})

describe('tests of the same name', () => {
  it('are paired by how they went, so that nothing is said to have broken that did not', () => {
    const first = report([
      ['each', 'passed'],
      ['each', 'failed'],
      ['each', 'passed'],
    ])
    const second = report([
      ['each', 'failed'],
      ['each', 'passed'],
    ])
    const { counts, tests } = compareReports(first, second)
    expect(counts).toMatchObject({ broke: 0, 'still-failing': 1, 'still-passing': 1, removed: 1 })
    expect(tests.find(({ flip }) => flip === 'still-failing')).toMatchObject({ firstKey: 'suite › each #2', secondKey: 'suite › each' })
  })

  it('in other suites are other tests', () => {
    const first = report([['test', 'passed', { suite: ['x'] }]])
    const second = report([['test', 'passed', { suite: ['y'] }]])
    expect(compareReports(first, second).counts).toMatchObject({ added: 1, removed: 1 })
  })
})

describe('a report that does not say everything', () => {
  it('makes nobody believe that tests were removed: failures only', () => {
    const first = report([
      ['a', 'passed'],
      ['b', 'failed'],
    ])
    const second = report([['c', 'failed']], { completeness: 'failures-only', totals: { ...unknownTotals, failed: 1 } })
    expect(flipsOf(first, second)).toEqual({ a: 'unlisted', b: 'unlisted', c: 'added' })
    expect(compareReports(first, second).second).toMatchObject({ isWhole: false, totals: { total: null } })
    expect(flipsOf(second, first)).toEqual({ a: 'unlisted', b: 'unlisted', c: 'removed' })
  })

  it('makes nobody believe that tests were removed: totals only', () => {
    const second = report([], { completeness: 'totals-only', totals: { ...unknownTotals, total: 12, passed: 12 } })
    expect(flipsOf(report([['a', 'passed']]), second)).toEqual({ a: 'unlisted' })
  })

  it('makes nobody believe that tests were removed: fewer tests listed than counted', () => {
    const second = report([['b', 'passed']], { totals: { total: 2, passed: 1, failed: 0, skipped: 1, errored: 0 } })
    expect(flipsOf(report([['a', 'passed']]), second)).toEqual({ a: 'unlisted', b: 'added' })
  })

  it('makes nobody believe that tests were removed: lines that skip instead of tests that are skipped', () => {
    const skip: Listed = ['a.py:7', 'skipped', { suite: ['a.py'], file: 'a.py' }]
    expect(flipsOf(report([['t', 'failed']]), report([skip]))).toEqual({ t: 'unlisted', 'a.py:7': 'unlisted' })
  })

  it('is told from a run that came to no test', () => {
    const first = report([['a', 'passed']])
    expect(flipsOf(first, report([]))).toEqual({ a: 'never-ran' })
    const broken = report([], { totals: unknownTotals, notes: [{ code: 'report.run-failed' }], completeness: 'totals-only' })
    expect(flipsOf(first, broken)).toEqual({ a: 'never-ran' })
    expect(flipsOf(broken, first)).toEqual({ a: 'never-ran' })
    expect(flipsOf(first, report([], { totals: unknownTotals, completeness: 'totals-only' }))).toEqual({ a: 'unlisted' })
  })

  it('is told from a file that could not be collected', () => {
    const first = report([
      ['a', 'passed', { suite: ['tests/test_a.py'] }],
      ['b', 'passed', { suite: ['tests/test_b.py'] }],
    ])
    const second = report([
      ['tests/test_a.py', 'errored', { suite: [] }],
      ['other', 'passed', { suite: ['tests/test_b.py'] }],
    ])
    expect(flipsOf(first, second)).toEqual({ a: 'never-ran', b: 'removed', other: 'added', 'tests/test_a.py': 'added' })
  })
})

describe('reports of different kinds', () => {
  it('are compared by the parts of the names, and say so', () => {
    const first = report([['a/test_b.py::C::test_one', 'failed', { suite: ['FAIL_TO_PASS'] }]], { format: 'swebench-report' })
    const second = report([['test_one', 'passed', { suite: ['a/test_b.py', 'C'] }]], { format: 'pytest-console' })
    expect(compareReports(first, second)).toMatchObject({ isSameFormat: false, tests: [{ flip: 'fixed', isByLikeness: true }] })
  })

  it('say nothing about a name that only one of them has', () => {
    const first = report([['The user can log in', 'passed']], { format: 'swebench-report' })
    const second = report([['test_login', 'passed']], { format: 'unittest-console' })
    expect(flipsOf(first, second)).toEqual({ 'The user can log in': 'unlisted', test_login: 'unlisted' })
  })
})

it('a hundred thousand tests are compared, and what did not change is counted where it is too much to list', () => {
  const many = (broken: number) =>
    report(Array.from({ length: 100_000 }, (_, at): Listed => [`t${at}`, at === broken ? 'failed' : 'passed']))
  const { counts, tests, leftOut } = compareReports(many(-1), many(50_000))
  expect(counts).toMatchObject({ broke: 1, 'still-passing': 99_999 })
  expect(tests[0]).toMatchObject({ name: 't50000', flip: 'broke' })
  expect(tests.length + leftOut).toBe(100_000)
})

const runs = join(process.env['VITRINE_CORPUS'] ?? join(import.meta.dirname, '../../../../../shared/corpus'), 'runs')
const hasCorpus = existsSync(runs)
// oxlint-disable-next-line no-console -- a skipped comparison must be noticed
if (!hasCorpus) console.warn(`no corpus in ${runs}: attempts of real agents are not compared (set VITRINE_CORPUS)`)

describe.skipIf(!hasCorpus)('two agents at the same task', () => {
  const read = (path: string) => {
    const name = basename(path)
    return readReport({ name, type: name.endsWith('.json') ? 'test' : 'log' }, createReadStream(join(runs, path)))
  }
  const compare = async (task: string, first: string, second: string) =>
    compareReports(await read(first.replace('*', task)), await read(second.replace('*', task)))
  const gold = 'gold-reference/*/eval.log'

  it.each([
    // What the reference fixes beyond the agent is what the task's own list names: FAIL_TO_PASS.
    ['django/django__django-13220', { fixed: 4, 'still-passing': 1 }],
    ['django/django__django-14608', { fixed: 4, 'still-passing': 398, 'still-skipped': 15 }],
    ['sympy/sympy__sympy-12481', { fixed: 8, 'still-passing': 1 }],
    ['pytest/pytest-dev__pytest-7432', { fixed: 8, 'still-passing': 71 }],
    ['scikit-learn/scikit-learn__scikit-learn-14087', { fixed: 3, 'still-passing': 172 }],
    // The agent's log holds no test run at all: nothing of it is known.
    ['django/django__django-13321', { unlisted: 384 }],
  ])('%s by its own tests', async (task, expected) => {
    const { counts } = await compare(task, 'sweagent-gpt4-20240402/*/eval.log', gold)
    expect(Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0))).toEqual(expected)
  })

  it('whose test file could not be collected never ran its tests', async () => {
    const { counts, tests } = await compare('matplotlib/matplotlib__matplotlib-25442', 'sweagent-gpt4-20240402/*/eval.log', gold)
    expect(counts).toMatchObject({ 'never-ran': 284, removed: 0, added: 0, unlisted: 3 })
    expect(tests[0]).toMatchObject({ flip: 'unlisted', second: 'errored', name: 'lib/matplotlib/tests/test_offsetbox.py' })
  })

  it('by a report of one and the console of the other', async () => {
    const { counts, isSameFormat } = await compare('sympy/sympy__sympy-12481', 'vexp-claude-opus45-20260322/*/report.json', gold)
    expect(isSameFormat).toBe(false)
    expect(counts).toMatchObject({ 'still-passing': 8, unlisted: 1, added: 0, removed: 0 })
  })
})
