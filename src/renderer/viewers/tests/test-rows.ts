// The rows that a list of tests shows, whichever way it is arranged.
import { t } from '../../../shared/language/translate.ts'
import { groupByError } from './error-groups.ts'
import { countOutcomes, filterTests, type KeyedTest, sortTests, type TestCounts } from './keyed-test.ts'
import { buildSuiteTree, suiteKey, type SuiteNode } from './suite-tree.ts'
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
export function selectTests(tests: readonly KeyedTest[], place: Pick<TestsPlace, 'show' | 'find' | 'slower' | 'sort'>): KeyedTest[] {
  return sortTests(filterTests(tests, place), place.sort)
}

export function listTestRows(
  tests: readonly KeyedTest[],
  place: Pick<TestsPlace, 'by' | 'sort' | 'find' | 'slower'>,
  folding: Folding,
): TestRow[] {
  switch (place.by) {
    case 'list':
      return tests.map((keyed, index) => ({
        kind: 'test',
        key: keyed.key,
        level: 1,
        position: index + 1,
        siblings: tests.length,
        keyed,
        hasSuite: true,
      }))
    case 'error':
      return listErrorRows(tests, folding)
    case 'suite': {
      const rows: TestRow[] = []
      const isUnfolded = place.find !== '' || place.slower > 0 || tests.length <= fewTests
      const chosenPath = folding.chosen === undefined ? '' : suiteKey(folding.chosen.test.suite)
      const isOpen = ({ key, counts }: SuiteNode) =>
        folding.toggled.get(key) ?? (isUnfolded || counts.failed > 0 || chosenPath.startsWith(key))
      pushSuite(rows, buildSuiteTree(tests, place.sort), 1, isOpen)
      return rows
    }
  }
}

function pushSuite(rows: TestRow[], suite: SuiteNode, level: number, isOpen: (suite: SuiteNode) => boolean): void {
  const siblings = suite.suites.length + suite.tests.length
  // What failed stands above what a suite inside it holds.
  for (const [index, keyed] of suite.tests.entries()) {
    rows.push({ kind: 'test', key: keyed.key, level, position: index + 1, siblings, keyed, hasSuite: false })
  }
  for (const [index, inner] of suite.suites.entries()) {
    const { key, name, counts, durationMs } = inner
    const open = isOpen(inner)
    const position = suite.tests.length + index + 1
    rows.push({ kind: 'group', key, level, position, siblings, name, isError: false, counts, durationMs, isOpen: open })
    if (open) pushSuite(rows, inner, level + 1, isOpen)
  }
}

function listErrorRows(tests: readonly KeyedTest[], folding: Folding): TestRow[] {
  const rows: TestRow[] = []
  const groups = groupByError(tests)
  for (const [index, { key, message, tests: alike }] of groups.entries()) {
    const isOpen = folding.toggled.get(key) ?? (groups.length === 1 || alike.some((keyed) => keyed.key === folding.chosen?.key))
    const name = message === '' ? t('No message') : message
    const counts = countOutcomes(alike)
    rows.push({
      kind: 'group',
      key,
      level: 1,
      position: index + 1,
      siblings: groups.length,
      name,
      isError: true,
      counts,
      durationMs: undefined,
      isOpen,
    })
    if (!isOpen) continue
    for (const [at, keyed] of alike.entries()) {
      rows.push({ kind: 'test', key: keyed.key, level: 2, position: at + 1, siblings: alike.length, keyed, hasSuite: true })
    }
  }
  return rows
}
