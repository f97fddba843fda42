// Which test of one report is which of another.
import { type TestCase } from '../../../shared/test-report.ts'
import { maskName } from './mask-line.ts'

export interface MatchedTests {
  pairs: { first: number; second: number; isByLikeness: boolean }[]
  /** Indices of tests that the other report does not name. */
  onlyFirst: number[]
  onlySecond: number[]
}

type Identity = (test: TestCase) => string

const separator = '\n'
const written: Identity = ({ suite, name }) => [...suite, name].join(separator)
/** Names of parameters hold addresses and temporary places that are others in every run. */
const masked: Identity = (test) => maskName(written(test))
/** SWE-bench sorts tests by what was expected of them, which is no suite. */
const expectations = /^(?:FAIL|PASS)_TO_(?:FAIL|PASS)$/

/** The parts of a name, whichever way a runner puts them together: `a/b.py::C::t`, `t (a.b.C)`, `a.b.C › t`. */
const dotted: Identity = ({ suite, name }) => {
  const [, own = name, inside] = /^(\w+) \(([\w.]+)\)$/.exec(name) ?? []
  const path = [...suite.filter((part) => !expectations.test(part)), ...(inside === undefined ? [] : [inside]), ...own.split('::')]
  return path.map((part) => (/^[\w./\\-]+\.\w{1,4}$/.test(part) ? part.replace(/\.\w+$/, '').replaceAll(/[\\/]/g, '.') : part)).join('.')
}
const bare: Identity = (test) => {
  const path = dotted(test)
  // What is in brackets are parameters, dots and all.
  const bracket = path.indexOf('[')
  const end = bracket === -1 ? path.length : bracket
  return path.slice(path.lastIndexOf('.', end - 1) + 1)
}

/**
 * Pairs the tests of two reports: as they are written, else without what changes from run to run. With `isLoose`, for reports that
 * write names differently, also by the parts of the name, and by the name alone where it is the only one on both sides. Of tests
 * with the same name, those that went alike are taken for the same, and the others in their order.
 */
export function matchTests(first: readonly TestCase[], second: readonly TestCase[], { isLoose }: { isLoose: boolean }): MatchedTests {
  const matched: MatchedTests = { pairs: [], onlyFirst: [...first.keys()], onlySecond: [...second.keys()] }
  const stages: { identity: Identity; isByLikeness: boolean; isUnique?: boolean }[] = [
    { identity: written, isByLikeness: false },
    { identity: masked, isByLikeness: false },
    ...(isLoose
      ? [
          { identity: dotted, isByLikeness: true },
          { identity: bare, isByLikeness: true, isUnique: true },
        ]
      : []),
  ]
  for (const { identity, isByLikeness, isUnique = false } of stages) {
    if (matched.onlyFirst.length === 0 || matched.onlySecond.length === 0) break
    const others = groupBy(second, matched.onlySecond, identity)
    const onlyFirst: number[] = []
    const taken = new Set<number>()
    for (const [key, mine] of groupBy(first, matched.onlyFirst, identity)) {
      const theirs = others.get(key) ?? []
      const isRefused = theirs.length === 0 || (isUnique && (mine.length > 1 || theirs.length > 1))
      if (isRefused) {
        for (const index of mine) onlyFirst.push(index)
        continue
      }
      const { pairs, left } = pairAlike(mine, theirs, first, second)
      for (const [a, b] of pairs) {
        matched.pairs.push({ first: a, second: b, isByLikeness })
        taken.add(b)
      }
      for (const index of left) onlyFirst.push(index)
    }
    matched.onlyFirst = onlyFirst
    matched.onlySecond = matched.onlySecond.filter((index) => !taken.has(index))
  }
  return matchSubtests(first, second, matched)
}

const parameters = /(?<=\w) ?[[(].*$/s

/**
 * Runners name a subtest only where it fails, and its test where none does: a test that one side names with parameters alone is told
 * from the test that the other side names without.
 */
function matchSubtests(
  first: readonly TestCase[],
  second: readonly TestCase[],
  { pairs, onlyFirst, onlySecond }: MatchedTests,
): MatchedTests {
  const wholeOf = (cases: readonly TestCase[]) => {
    const found = new Map<string, number>()
    for (const [index, test] of cases.entries()) if (!parameters.test(test.name)) found.set(written(test), index)
    return (test: TestCase | undefined) =>
      test !== undefined && parameters.test(test.name)
        ? found.get(written({ ...test, name: test.name.replace(parameters, '') }))
        : undefined
  }
  const [wholeInFirst, wholeInSecond] = [wholeOf(first), wholeOf(second)]
  const told = { first: new Set<number>(), second: new Set<number>() }
  const subtests: MatchedTests['pairs'] = []
  const tell = (firstIndex: number | undefined, secondIndex: number | undefined) => {
    if (firstIndex === undefined || secondIndex === undefined) return
    subtests.push({ first: firstIndex, second: secondIndex, isByLikeness: true })
    told.first.add(firstIndex)
    told.second.add(secondIndex)
  }
  for (const index of onlyFirst) tell(index, wholeInSecond(first[index]))
  for (const index of onlySecond) tell(wholeInFirst(second[index]), index)
  return {
    pairs: [...pairs, ...subtests],
    onlyFirst: onlyFirst.filter((index) => !told.first.has(index)),
    onlySecond: onlySecond.filter((index) => !told.second.has(index)),
  }
}

function groupBy(cases: readonly TestCase[], indices: readonly number[], identity: Identity): Map<string, number[]> {
  const groups = new Map<string, number[]>()
  for (const index of indices) {
    const test = cases[index]
    if (test === undefined) continue
    const key = identity(test)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [index])
    else group.push(index)
  }
  return groups
}

/** Pairs tests of one name; `left` are those of the first report that no test of the second is left for. */
function pairAlike(
  mine: readonly number[],
  theirs: readonly number[],
  first: readonly TestCase[],
  second: readonly TestCase[],
): { pairs: [number, number][]; left: number[] } {
  const pairs: [number, number][] = []
  const byStatus = Map.groupBy(theirs.toReversed(), (index) => second[index]?.status)
  const unlike: number[] = []
  const taken = new Set<number>()
  for (const index of mine) {
    const alike = byStatus.get(first[index]?.status)?.pop()
    if (alike === undefined) unlike.push(index)
    else {
      taken.add(alike)
      pairs.push([index, alike])
    }
  }
  const rest = theirs.filter((index) => !taken.has(index))
  const left: number[] = []
  for (const [at, index] of unlike.entries()) {
    const other = rest[at]
    if (other === undefined) left.push(index)
    else pairs.push([index, other])
  }
  return { pairs, left }
}
