import { describe, expect, it } from 'vitest'
import { type TestCase } from '../../../shared/test-report.ts'
import { failureMessage, groupByError as group, maskMessage } from './error-groups.ts'
import { filterTests as filter, keyTests as key, type KeyedTest, sortTests as sort } from './keyed-test.ts'
import { buildSuiteTree as buildTree } from './suite-tree.ts'
import { arrangeTests, type Folding, listTestRows as listRows, selectTests as select, type TestRow } from './test-rows.ts'
import { finish } from './slices.ts'
import { usualTestsPlace } from './tests-place.ts'

const keyTests = (...of: Parameters<typeof key>) => finish(key(...of))
const filterTests = (...of: Parameters<typeof filter>) => finish(filter(...of))
const sortTests = (...of: Parameters<typeof sort>) => finish(sort(...of))
const buildSuiteTree = (...of: Parameters<typeof buildTree>) => finish(buildTree(...of))
const groupByError = (...of: Parameters<typeof group>) => finish(group(...of))
const selectTests = (...of: Parameters<typeof select>) => finish(select(...of))
const listTestRows = (tests: readonly KeyedTest[], place: Parameters<typeof arrangeTests>[1], folding: Folding) =>
  finish(listRows(finish(arrangeTests(tests, place)), folding))

const test = (suite: string[], name: string, more: Partial<TestCase> = {}): TestCase => ({ suite, name, status: 'passed', ...more })

const cases = [
  test(['api', 'users'], 'lists', { durationMs: 5 }),
  test(['api', 'users'], 'creates', { status: 'failed', message: 'expected 201, got 500', durationMs: 40 }),
  test(['api', 'orders', 'v2'], 'pays', { status: 'errored', message: 'expected 201, got 404' }),
  test(['ui'], 'draws', { durationMs: 1 }),
  test(['ui'], 'draws'),
  test([], 'alone', { status: 'skipped', message: 'not on Windows' }),
]
const tests = keyTests(cases)
const asItBegins: Folding = { toggled: new Map(), chosen: undefined }
const names = (rows: readonly TestRow[]) =>
  rows.map((row) => `${'  '.repeat(row.level - 1)}${row.kind === 'group' ? `${row.isOpen ? '-' : '+'} ${row.name}` : row.keyed.test.name}`)

describe('tests', () => {
  it('have keys of their own, by suite and name', () => {
    expect(tests.map(({ key }) => key)).toEqual([
      'api › users › lists',
      'api › users › creates',
      'api › orders › v2 › pays',
      'ui › draws',
      'ui › draws #2',
      'alone',
    ])
  })

  it('are filtered by outcome, an error being a failure, and by all words in suite, name, file or message', () => {
    const keys = (show: ('failed' | 'passed' | 'skipped')[], find = '') =>
      filterTests(tests, { show, find, slower: 0 }).map(({ key }) => key)
    expect(keys(['failed'])).toEqual(['api › users › creates', 'api › orders › v2 › pays'])
    expect(keys(['skipped', 'failed']).length).toBe(3)
    expect(keys([], 'API users')).toEqual(['api › users › lists', 'api › users › creates'])
    expect(keys([], 'got 404')).toEqual(['api › orders › v2 › pays'])
    expect(keys([], 'nothing like it')).toEqual([])
  })

  it('are filtered by the time they took; one whose time is unknown is neither slow nor quick', () => {
    const names = (slower: number) => filterTests(tests, { show: [], find: '', slower }).map(({ test }) => test.name)
    expect(names(5)).toEqual(['lists', 'creates'])
    expect(names(41)).toEqual([])
    expect(names(0).length).toBe(6)
  })

  it('are sorted failed first or slowest first, otherwise as reported', () => {
    const order = (sort: 'failed-first' | 'slowest' | 'name') => sortTests(tests, sort).map(({ index }) => index)
    expect(order('failed-first')).toEqual([1, 2, 0, 3, 4, 5])
    expect(order('slowest')).toEqual([1, 0, 3, 2, 4, 5])
    expect(order('name')).toEqual([5, 2, 1, 0, 3, 4])
  })
})

describe('the tree of suites', () => {
  it('counts and sums what is below, and joins suites that hold one suite only', () => {
    const tree = buildSuiteTree(tests, 'reported')
    expect(tree.counts).toEqual({ failed: 2, passed: 3, skipped: 1 })
    expect(tree.suites.map(({ name }) => name)).toEqual(['api', 'ui'])
    expect(tree.suites[0]?.suites.map(({ name, counts, durationMs }) => [name, counts.failed, durationMs])).toEqual([
      ['users', 1, 45],
      ['orders › v2', 1, undefined],
    ])
  })

  it('opens what holds failures, and all of a short report', () => {
    expect(names(listTestRows(selectTests(tests, usualTestsPlace), usualTestsPlace, asItBegins))).toEqual([
      'alone',
      '- api',
      '  - users',
      '    creates',
      '    lists',
      '  - orders › v2',
      '    pays',
      '- ui',
      '  draws',
      '  draws',
    ])
  })

  it('keeps long reports folded where nothing failed, until the reader opens them', () => {
    const many = keyTests([...cases, ...Array.from({ length: 100 }, (_, index) => test(['many'], `number ${index}`))])
    const rows = listTestRows(many, usualTestsPlace, asItBegins)
    expect(names(rows)).toContain('+ many')
    expect(names(rows)).toContain('- api')
    const key = rows.find((row) => row.kind === 'group' && row.name === 'many')?.key ?? ''
    expect(listTestRows(many, usualTestsPlace, { toggled: new Map([[key, true]]), chosen: undefined }).length).toBe(rows.length + 100)
    expect(names(listTestRows(many, usualTestsPlace, { toggled: new Map(), chosen: many.at(-1) }))).toContain('- many')
  })

  it('holds every one of ten thousand tests', () => {
    const many = keyTests(
      Array.from({ length: 10_000 }, (_, index) =>
        test([`s${index % 50}`, `t${index % 500}`], `n${index}`, { status: index % 9 === 0 ? 'failed' : 'passed' }),
      ),
    )
    const rows = listTestRows(selectTests(many, usualTestsPlace), usualTestsPlace, asItBegins)
    expect(rows.filter(({ kind }) => kind === 'test')).toHaveLength(10_000)
  })
})

describe('failures with the same cause', () => {
  it.each([
    ['expected 201, got 500', 'expected 201, got 404'],
    ['no file /tmp/a1/x.txt', 'no file /var/run/b2/y.txt'],
    ['timed out after 30s', 'timed out after 1.5 s'],
    ['<Foo object at 0x7f11aa>', '<Foo object at 0x7fffcc>'],
    ['id 123e4567-e89b-12d3-a456-426614174000 gone', 'id 00000000-e89b-12d3-a456-426614174999 gone'],
    ['at 2026-11-21T08:00:00.123Z it broke', 'at 2026-11-22T09:11:22Z it broke'],
  ])('%s is %s', (a, b) => {
    expect(maskMessage(a)).toBe(maskMessage(b))
  })

  it('are told from other causes', () => {
    expect(maskMessage("expected 'a'")).not.toBe(maskMessage("expected 'b'"))
  })

  it('are grouped, the largest group first, and passing tests are none of them', () => {
    const groups = groupByError(keyTests([...cases, test([], 'else', { status: 'failed', message: 'other' })]))
    expect(groups.map(({ message, tests: alike }) => [message, alike.length])).toEqual([
      ['expected 201, got 500', 2],
      ['other', 1],
    ])
  })

  it('are known by the exception when there is only a trace', () => {
    const trace = 'Traceback (most recent call last):\n  File "a.py", line 3, in f\n    g()\nValueError: bad value\n'
    expect(failureMessage(test([], 'x', { status: 'failed', trace }))).toBe('ValueError: bad value')
    expect(failureMessage(test([], 'x', { status: 'failed', message: '\n  \x1b[31mexpected\x1b[39m 1\n', trace }))).toBe('expected 1')
    expect(failureMessage(test([], 'x', { status: 'failed', trace: 'java.lang.AssertionError: no\n\tat a.B.c(B.java:3)\n' }))).toBe(
      'java.lang.AssertionError: no',
    )
    expect(failureMessage(test([], 'x', { status: 'failed' }))).toBe('')
  })
})
