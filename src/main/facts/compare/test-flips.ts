// What became of the tests of one report in another one.
import {
  type FlipSide,
  type FlippedTest,
  type TestComparison,
  type TestFlip,
  testFlips,
  steadyFlips,
} from '../../../shared/comparison/test-flips.ts'
import { testKeys } from '../../../shared/test-key.ts'
import { type TestCase, type TestReport, type TestStatus } from '../../../shared/test-report.ts'
import { matchTests } from './match-tests.ts'

const messageLimit = 300
/** Unchanged tests that are listed; all others are. */
const steadyListed = 10_000
const slowerTimes = 2
const slowerByMs = 100

/** Compares two reports of the same tests. */
export function compareReports(first: TestReport, second: TestReport): TestComparison {
  const sides: Sides = { first: sideOf(first), second: sideOf(second), isSameFormat: first.format === second.format }
  const { pairs, onlyFirst, onlySecond } = matchTests(first.cases, second.cases, { isLoose: !sides.isSameFormat })
  const keys = { first: testKeys(first.cases), second: testKeys(second.cases) }
  const neverRanIn = { first: findUnstarted(first), second: findUnstarted(second) }
  const tests: FlippedTest[] = []
  const add = (flip: TestFlip, firstIndex: number | undefined, secondIndex: number | undefined, isByLikeness = false) => {
    const a = firstIndex === undefined ? undefined : first.cases[firstIndex]
    const b = secondIndex === undefined ? undefined : second.cases[secondIndex]
    const shown = b ?? a
    if (shown === undefined) return
    tests.push({
      flip,
      name: shown.name,
      suite: shown.suite,
      first: a?.status ?? null,
      second: b?.status ?? null,
      ...(firstIndex === undefined ? {} : { firstKey: keys.first[firstIndex] }),
      ...(secondIndex === undefined ? {} : { secondKey: keys.second[secondIndex] }),
      ...(a?.durationMs === undefined ? {} : { firstMs: a.durationMs }),
      ...(b?.durationMs === undefined ? {} : { secondMs: b.durationMs }),
      isSlower: isSlower(a, b),
      ...messageOf(a, b),
      isByLikeness,
    })
  }
  for (const pair of pairs) {
    const [a, b] = [first.cases[pair.first], second.cases[pair.second]]
    if (a !== undefined && b !== undefined) add(flipOf(a.status, b.status), pair.first, pair.second, pair.isByLikeness)
  }
  for (const index of onlyFirst) {
    const test = first.cases[index]
    add(absentFlip('removed', test, sides.isSameFormat, sides.second, neverRanIn.second(test)), index, undefined)
  }
  for (const index of onlySecond) {
    const test = second.cases[index]
    add(absentFlip('added', test, sides.isSameFormat, sides.first, neverRanIn.first(test)), undefined, index)
  }
  return { ...sides, ...listFlips(tests) }
}

interface Sides {
  first: FlipSide
  second: FlipSide
  isSameFormat: boolean
}

function sideOf({ format, completeness, totals, durationMs, notes, cases }: TestReport): FlipSide {
  const listed = cases.length
  const hasBroken = notes.some(({ code }) => code === 'report.run-failed')
  return {
    format,
    completeness,
    totals,
    durationMs,
    notes,
    listed,
    isWhole: completeness === 'full' && totals.total !== null && cases.filter((test) => !isPlace(test)).length >= totals.total,
    ranNone: listed === 0 && (totals.total === 0 || (totals.total === null && hasBroken)),
  }
}

/** pytest's summary names the line that skips, whichever tests came by there. */
const isPlace = ({ status, name, file }: TestCase): boolean => status === 'skipped' && file !== undefined && name.startsWith(`${file}:`)

const isFailing = (status: TestStatus): boolean => status === 'failed' || status === 'errored'

function flipOf(first: TestStatus, second: TestStatus): TestFlip {
  if (isFailing(second)) return isFailing(first) ? 'still-failing' : 'broke'
  if (second === 'skipped') return first === 'skipped' ? 'still-skipped' : 'newly-skipped'
  if (first === 'skipped') return 'unskipped'
  return isFailing(first) ? 'fixed' : 'still-passing'
}

const failedLoad = 'unittest.loader._FailedTest'

/** Tells of tests that a report does not name whether what holds them could not be started: a file, a package, a class. */
function findUnstarted({ cases, notes }: TestReport): (test: TestCase | undefined) => boolean {
  const suites = new Set(cases.map(({ suite: [outermost] }) => outermost ?? ''))
  const hasBroken = notes.some(({ code }) => code === 'report.run-failed')
  // A file that cannot be collected is listed as an error of its own.
  const broken = cases
    .filter(({ status, suite }) => status === 'errored' && (suite.length === 0 || suite.includes(failedLoad)))
    .flatMap(({ name, file }) => (file === undefined ? [name] : [name, file]))
  return (test) => {
    const [outermost] = test?.suite ?? []
    if (outermost === undefined || suites.has(outermost)) return false
    return hasBroken || broken.some((name) => outermost === name || outermost.startsWith(`${name}.`) || outermost.startsWith(`${name}/`))
  }
}

/** Of a test that `side` does not name. `whole` is what it means where that side names all its tests. */
function absentFlip(
  whole: 'added' | 'removed',
  test: TestCase | undefined,
  isSameFormat: boolean,
  side: FlipSide,
  isUnstarted: boolean,
): TestFlip {
  if (side.ranNone || isUnstarted) return 'never-ran'
  return side.isWhole && isSameFormat && test !== undefined && !isPlace(test) ? whole : 'unlisted'
}

function isSlower(first: TestCase | undefined, second: TestCase | undefined): boolean {
  if (first?.durationMs === undefined || second?.durationMs === undefined) return false
  return second.durationMs >= first.durationMs * slowerTimes && second.durationMs - first.durationMs >= slowerByMs
}

function messageOf(first: TestCase | undefined, second: TestCase | undefined): { message?: string } {
  const told = [second, first].find((test) => test !== undefined && isFailing(test.status) && (test.message ?? test.trace) !== undefined)
  const message = told?.message ?? told?.trace
  return message === undefined ? {} : { message: message.slice(0, messageLimit) }
}

/** What fails now comes first, then what a reviewer asks for next. */
const failing: readonly TestFlip[] = ['broke', 'added', 'unlisted', 'never-ran', 'still-failing']
const urgencyOf = ({ flip, first, second }: FlippedTest): number => {
  if (second !== null && isFailing(second)) return failing.indexOf(flip)
  const wasFailing = first !== null && isFailing(first)
  return failing.length + testFlips.indexOf(flip) * 2 + (wasFailing ? 0 : 1)
}

function listFlips(tests: readonly FlippedTest[]): Pick<TestComparison, 'counts' | 'slower' | 'tests' | 'leftOut'> {
  const counts = Object.fromEntries(testFlips.map((flip) => [flip, 0])) as Record<TestFlip, number>
  let slower = 0
  for (const { flip, isSlower } of tests) {
    counts[flip]++
    if (isSlower) slower++
  }
  const isSteady = ({ flip, isSlower }: FlippedTest) => steadyFlips.includes(flip) && !isSlower
  const steady = tests.filter(isSteady)
  const listed = [
    ...tests.filter((test) => !isSteady(test)).toSorted((a, b) => urgencyOf(a) - urgencyOf(b)),
    ...steady.slice(0, steadyListed),
  ]
  return { counts, slower, tests: listed, leftOut: steady.length - Math.min(steady.length, steadyListed) }
}
