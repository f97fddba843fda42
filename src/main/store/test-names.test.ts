import { expect, test } from 'vitest'
import { TestNames } from './test-names.ts'

/** The name told for the place of a mark in each line that has it. */
function namesAt(lines: readonly string[], mark: string): (string | undefined)[] {
  const names = new TestNames()
  return lines.flatMap((line) => {
    const at = line.indexOf(mark)
    const name = names.before(line, at === -1 ? line.length : at)
    return at === -1 ? [] : [name]
  })
}

test('the test of a line in a JUnit report is the one that was opened last', () => {
  const report = [
    '<testcase classname="a" name="adds &quot;1 &amp; 2&quot;">',
    '<failure>HERE',
    '</testcase><testcase name="next">',
    'x HERE',
  ]
  expect(namesAt(report, 'HERE')).toEqual(['adds "1 & 2"', 'next'])
})

test('in a report of one line it is the one before the hit', () => {
  expect(namesAt(['{"tests":[{"name":"first"},{"name":"sec\\"ond","message":"HERE"},{"name":"third"}]}'], 'HERE')).toEqual(['sec"ond'])
})

test('go test and TAP name it on the line itself', () => {
  expect(namesAt(['{"Action":"output","Test":"TestA","Output":"HERE"}'], 'HERE')).toEqual(['TestA'])
  expect(namesAt(['ok 1 - fine', 'not ok 2 - breaks', '  HERE'], 'HERE')).toEqual(['breaks'])
})

test('what begins like a test again and again is looked through at once', () => {
  // Growing with the square would take minutes.
  const names = new TestNames()
  for (let line = 0; line < 4; line++) expect(names.before('<testcase '.repeat(20_000), 100_000)).toBeUndefined()
})

test('before the first name there is none', () => {
  expect(namesAt(['<testsuite>HERE'], 'HERE')).toEqual([undefined])
})
