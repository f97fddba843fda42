// The rows that a list of tests shows, whichever way it is arranged.
import { t } from '../../../shared/language/translate.ts'
import { type ErrorGroup, groupByError } from './error-groups.ts'
import { countOutcomes, filterTests, type KeyedTest, sortTests, type TestCounts } from './keyed-test.ts'
import { buildSuiteTree, suiteKey, type SuiteNode } from './suite-tree.ts'
import { isStop, type Slices } from './slices.ts'
import { type TestsPlace } from './tests-place.ts'

interface RowPlace {
  key: string
  /** From 1, as in a tree. */
  level: number
  /** Among its siblings, from 1. */
  position: number
  siblings: number
}

export type TestRow =
  | (RowPlace & { kind: 'group'; name: string; isError: boolean; counts: TestCounts; durationMs: number | undefined; isOpen: boolean })
  | (RowPlace & { kind: 'test'; keyed: KeyedTest; hasSuite: boolean })

/** Groups begin open where something failed or the chosen test is; those in `toggled` are as the reader left them. */
export interface Folding {
  toggled: ReadonlyMap<string, boolean>
  chosen: KeyedTest | undefined
}

/** Reports this short are shown unfolded. */
const fewTests = 60

/** The tests that the place asks for, in its order. */
export function* selectTests(
  tests: readonly KeyedTest[],
  place: Pick<TestsPlace, 'show' | 'find' | 'slower' | 'sort'>,
): Slices<KeyedTest[]> {
  return yield* sortTests(yield* filterTests(tests, place), place.sort)
}

/** Tests as they are arranged, before anything of it is folded. */
export type Arrangement =
  | { by: 'list'; tests: readonly KeyedTest[] }
  | { by: 'error'; groups: readonly ErrorGroup[] }
  | { by: 'suite'; root: SuiteNode; isUnfolded: boolean }

export function* arrangeTests(
  tests: readonly KeyedTest[],
  place: Pick<TestsPlace, 'by' | 'sort' | 'find' | 'slower'>,
): Slices<Arrangement> {
  switch (place.by) {
    case 'list':
      return { by: 'list', tests }
    case 'error':
      return { by: 'error', groups: yield* groupByError(tests) }
    case 'suite': {
      const isUnfolded = place.find !== '' || place.slower > 0 || tests.length <= fewTests
      return { by: 'suite', root: yield* buildSuiteTree(tests, place.sort), isUnfolded }
    }
  }
}

export function* listTestRows(arranged: Arrangement, folding: Folding): Slices<TestRow[]> {
  const rows: TestRow[] = []
  switch (arranged.by) {
    case 'list':
      yield* pushTests(rows, arranged.tests, { level: 1, siblings: arranged.tests.length, hasSuite: true })
      return rows
    case 'error':
      yield* pushErrors(rows, arranged.groups, folding)
      return rows
    case 'suite': {
      const chosenPath = folding.chosen === undefined ? '' : suiteKey(folding.chosen.test.suite)
      const isOpen = ({ key, counts }: SuiteNode) =>
        folding.toggled.get(key) ?? (arranged.isUnfolded || counts.failed > 0 || chosenPath.startsWith(key))
      yield* pushSuite(rows, arranged.root, 1, isOpen)
      return rows
    }
  }
}

function* pushTests(
  rows: TestRow[],
  tests: readonly KeyedTest[],
  place: { level: number; siblings: number; hasSuite: boolean },
): Slices<void> {
  for (const [index, keyed] of tests.entries()) {
    rows.push({
      kind: 'test',
      key: keyed.key,
      level: place.level,
      position: index + 1,
      siblings: place.siblings,
      keyed,
      hasSuite: place.hasSuite,
    })
    if (isStop(index)) yield
  }
}

function* pushSuite(rows: TestRow[], suite: SuiteNode, level: number, isOpen: (suite: SuiteNode) => boolean): Slices<void> {
  const siblings = suite.suites.length + suite.tests.length
  // What failed stands above what a suite inside it holds.
  yield* pushTests(rows, suite.tests, { level, siblings, hasSuite: false })
  for (const [index, inner] of suite.suites.entries()) {
    const { key, name, counts, durationMs } = inner
    const open = isOpen(inner)
    const position = suite.tests.length + index + 1
    rows.push({ kind: 'group', key, level, position, siblings, name, isError: false, counts, durationMs, isOpen: open })
    if (open) yield* pushSuite(rows, inner, level + 1, isOpen)
    if (isStop(index)) yield
  }
}

function* pushErrors(rows: TestRow[], groups: readonly ErrorGroup[], folding: Folding): Slices<void> {
  for (const [index, { key, message, tests: alike }] of groups.entries()) {
    const isOpen = folding.toggled.get(key) ?? (groups.length === 1 || alike.some((keyed) => keyed.key === folding.chosen?.key))
    rows.push({
      kind: 'group',
      key,
      level: 1,
      position: index + 1,
      siblings: groups.length,
      name: message === '' ? t('No message') : message,
      isError: true,
      counts: countOutcomes(alike),
      durationMs: undefined,
      isOpen,
    })
    if (isOpen) yield* pushTests(rows, alike, { level: 2, siblings: alike.length, hasSuite: true })
    if (isStop(index)) yield
  }
}
