// A comparison on the terminal and as JSON (docs/decisions/json-comparison.md).
import { formatAttemptName } from '../../shared/attempt-name.ts'
import { type ArtifactPair } from '../../shared/comparison/artifact-pairs.ts'
import { type ArtifactType } from '../../shared/artifact.ts'
import { type InterdiffFile, interdiffProblemWords } from '../../shared/comparison/interdiff.ts'
import { renameKeys, snakeCase } from '../../shared/json-names.ts'
import { type DeltaSide, type LogDelta } from '../../shared/comparison/log-delta.ts'
import { flipTransition, flipWords, steadyFlips, type TestComparison, testFlips } from '../../shared/comparison/test-flips.ts'
import { type Item, type Side } from './compare-sides.ts'
import { printJson, printLine } from './output.ts'

export interface ComparedPair {
  type: ArtifactType
  change: ArtifactPair['change']
  first: Item | undefined
  second: Item | undefined
}

interface Sides {
  first: Item
  second: Item
}

export interface Compared {
  first: Side
  second: Side
  artifacts: ComparedPair[]
  tests: (Sides & { comparison: TestComparison })[]
  diffs: (Sides & { files: InterdiffFile[]; patch: Uint8Array })[]
  logs: (Sides & { delta: LogDelta })[]
}

const listedOfLong = 40

export function printCompared(compared: Compared, { json, full }: { json: boolean; full: boolean }): void {
  if (json) return printJson(formatCompared(compared))
  const { first, second, artifacts, tests, diffs, logs } = compared
  const limit = full ? Number.POSITIVE_INFINITY : listedOfLong
  printLine(`${nameOf(first)} -> ${nameOf(second)}`)
  for (const pair of artifacts) printLine(`  ${pair.change.padEnd(11)}  ${pair.type.padEnd(4)}  ${namesOf(pair)}`)
  for (const { comparison, ...pair } of tests) printTests(namesOf(pair), comparison, limit)
  for (const { files, patch, ...pair } of diffs) printDiff(namesOf(pair), files, patch, limit)
  for (const { delta, ...pair } of logs) printLogs(namesOf(pair), delta, limit)
}

const nameOf = (side: Side): string => (side.at === 'attempt' ? formatAttemptName(side.name) : Object.values(side.item.label).join(''))

function namesOf({ first, second }: { first: Item | undefined; second: Item | undefined }): string {
  const names = new Set([first?.name, second?.name].filter((name) => name !== undefined))
  return [...names].join(' -> ')
}

function printHead(words: string): void {
  printLine('')
  printLine(words)
}

function printList(lines: readonly string[], limit: number, more: number, what: string): void {
  for (const line of lines.slice(0, limit)) printLine(`  ${line}`)
  const hidden = Math.max(0, lines.length - limit)
  if (hidden > 0) printLine(`  ${hidden} more ${what}; --full lists them`)
  if (more > 0) printLine(`  ${more} ${what} are counted and not listed`)
}

function printTests(names: string, { first, second, isSameFormat, counts, slower, tests }: TestComparison, limit: number): void {
  const told = testFlips.filter((flip) => counts[flip] > 0).map((flip) => `${counts[flip]} ${flipWords(flip)}`)
  printHead(`tests  ${names}`)
  printLine(`  ${[...told, ...(slower > 0 ? [`${slower} twice as slow`] : [])].join(', ') || 'no test is listed'}`)
  for (const [side, { ranNone, isWhole, listed, totals }] of Object.entries({ A: first, B: second })) {
    if (ranNone) printLine(`  ${side} came to no test`)
    else if (!isWhole)
      printLine(
        `  ${side} lists ${listed} of ${totals.total ?? 'an unknown number of'} tests: what it does not list is unknown, not removed`,
      )
  }
  if (!isSameFormat)
    printLine(`  A (${first.format}) and B (${second.format}) name tests differently: a name that only one has says nothing`)
  const changed = tests.filter(({ flip }) => !steadyFlips.includes(flip))
  const lines = changed.map(
    (test) => `${flipWords(test.flip).padEnd(17)} ${flipTransition(test)}  ${[...test.suite, test.name].join(' › ')}`,
  )
  printList(lines, limit, 0, 'tests')
}

const stateWords: Record<InterdiffFile['state'], string> = {
  'only-first': 'only in A',
  'only-second': 'only in B',
  same: 'same',
  changed: 'changed',
  impossible: 'unknown',
}

function printDiff(names: string, files: readonly InterdiffFile[], patch: Uint8Array, limit: number): void {
  printHead(`diff  ${names}`)
  const lines = files.map(({ state, path, insertions, deletions, problem, basesDiffer }) => {
    const counts = insertions + deletions === 0 ? '' : `  +${insertions} -${deletions}`
    const why = problem === undefined ? '' : `  (${interdiffProblemWords(problem)})`
    return `${stateWords[state].padEnd(9)} ${path}${counts}${why}${basesDiffer ? '  (made from different versions)' : ''}`
  })
  printList(lines, limit, 0, 'files')
  if (patch.length === 0) return
  printLine('')
  printList(Buffer.from(patch).toString('utf8').trimEnd().split('\n'), limit * 5, 0, 'lines of the interdiff')
}

function printLogs(names: string, { first, second, common }: LogDelta, limit: number): void {
  printHead(`log  ${names}`)
  printLine(`  ${common} lines of B are in A as well, once times, paths, ids and the like are masked`)
  const print = (sign: string, words: string, { distinct, onlyHere, errors, warnings, listed }: DeltaSide) => {
    printLine(`  ${onlyHere} lines only in ${words} (${distinct} different, ${errors} errors, ${warnings} warnings)`)
    const lines = listed.map(
      ({ line, text, times }) => `${sign} ${String(line).padStart(6)}  ${text}${times > 1 ? `  (${times} times)` : ''}`,
    )
    printList(lines, limit, distinct - listed.length, 'lines')
  }
  print('<', 'A', first)
  print('>', 'B', second)
}

const labelOf = (item: Item | undefined) => (item === undefined ? null : { ...item.label, name: item.name, type: item.type })

function formatSide(side: Side): unknown {
  if (side.at === 'item') return labelOf(side.item)
  const { specName, taskId, version } = side.name
  return { attempt: formatAttemptName(side.name), spec_name: specName, task_id: taskId, version }
}

function formatCompared({ first, second, artifacts, tests, diffs, logs }: Compared): unknown {
  const sides = (pair: Sides) => ({ a: labelOf(pair.first), b: labelOf(pair.second) })
  return {
    a: formatSide(first),
    b: formatSide(second),
    artifacts: artifacts.map(({ type, change, ...pair }) => ({
      type,
      change: sideWord(change),
      a: labelOf(pair.first),
      b: labelOf(pair.second),
    })),
    tests: tests.map(({ comparison, ...pair }) => ({ ...sides(pair), ...formatTests(comparison) })),
    diffs: diffs.map(({ files, patch, ...pair }) => ({
      ...sides(pair),
      files: files.map(({ state, path, firstPath, secondPath, insertions, deletions, basesDiffer, problem }) => ({
        path,
        change: sideWord(state),
        a_path: firstPath ?? null,
        b_path: secondPath ?? null,
        insertions,
        deletions,
        bases_differ: basesDiffer,
        problem: problem ?? null,
      })),
      patch: Buffer.from(patch).toString('utf8'),
    })),
    logs: logs.map(({ delta, ...pair }) => {
      const { first: a, second: b, common } = delta
      return { ...sides(pair), common, only_a: renameKeys(a, snakeCase), only_b: renameKeys(b, snakeCase) }
    }),
  }
}

/** Everything that compares says `a` and `b`. */
function sideWord(change: string): string {
  return change === 'only-first' ? 'only-a' : change === 'only-second' ? 'only-b' : change
}

function formatTests({ first, second, isSameFormat, counts, slower, tests, leftOut }: TestComparison): Record<string, unknown> {
  return {
    facts_a: renameKeys(first, snakeCase),
    facts_b: renameKeys(second, snakeCase),
    is_same_format: isSameFormat,
    counts: { ...counts, slower },
    flips: tests.map((test) => ({
      flip: test.flip,
      transition: flipTransition(test),
      suite: test.suite,
      name: test.name,
      a: test.first,
      b: test.second,
      a_ms: test.firstMs ?? null,
      b_ms: test.secondMs ?? null,
      is_slower: test.isSlower,
      is_by_likeness: test.isByLikeness,
      message: test.message ?? null,
    })),
    left_out: leftOut,
  }
}
