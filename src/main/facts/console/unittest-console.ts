// The output of Python's unittest and of Django's runner: `Ran 5 tests in 0.1s`, then `OK` or `FAILED (…)`.
import { type TestStatus } from '../../../shared/test-report.ts'
import { type ConsoleFormat, type ConsoleReader, type ConsoleRun, listLimit, totalsOf } from './console-format.ts'
import { Excerpt } from './excerpt.ts'
import { ownText } from '../own-text.ts'
import { type FoundCase, unknownTotals } from '../reports/report-collector.ts'

const ran = /^Ran (\d+) tests? in ([\d.]+)s$/
const verdict = /^(?:OK|FAILED|NO TESTS RAN)(?: \(([^)]*)\))?$/
const heading = /^(FAIL|ERROR): (\S.*)$/
const started = /^(?:.* \.\.\. )?(\w\S* \([\w.<>]+\))(?: .*?)? \.\.\. ?(.*)$/
const titled = /^\w\S* \([\w.<>]+\)$/
const described = /^\S.* \.\.\. ?(.*)$/
const result = /^(?:ok|FAIL|ERROR|expected failure|unexpected success|skipped(?: .*)?)$/
const rule = /^[=-]{70}$/
/** Other output may come between `Ran …` and the verdict. */
const verdictWithin = 50
const tracesKept = 1_000

interface Failure {
  test: FoundCase
  text: Excerpt
}

class UnittestReader implements ConsoleReader {
  private tests: FoundCase[] = []
  private failures: Failure[] = []
  private block: Failure | undefined
  private title: string | undefined
  private pending: string | undefined
  private ran: { tests: number; seconds: number } | undefined
  private linesSinceRan = 0
  private hasFinished = false

  line(text: string): ConsoleRun | undefined {
    if (this.ran !== undefined) {
      const match = verdict.exec(text)
      if (match !== null) return this.finish(match[1] ?? '')
      if (++this.linesSinceRan > verdictWithin) this.reset()
    }
    const match = text.startsWith('Ran ') ? ran.exec(text) : null
    if (match !== null) {
      this.ran = { tests: Number(match[1]), seconds: Number(match[2]) }
      this.linesSinceRan = 0
      this.block = undefined
    } else if (text.length === 70 && rule.test(text)) this.block = text.startsWith('=') ? undefined : this.block
    else if (text.startsWith('FAIL: ') || text.startsWith('ERROR: ')) this.openBlock(text)
    else if (this.block !== undefined) this.keepLine(text)
    else if (text.length < 2_000) this.progressLine(text)
    return undefined
  }

  end(): ConsoleRun | undefined {
    // A summary that is whole says more than a later one that is cut off.
    if (this.ran === undefined || this.hasFinished) return undefined
    return {
      totals: { ...unknownTotals, total: this.ran.tests },
      completeness: 'totals-only',
      durationMs: this.ran.seconds * 1000,
      cases: [],
    }
  }

  private openBlock(text: string): void {
    const [, word, name] = heading.exec(ownText(text)) ?? []
    if (name === undefined || this.failures.length >= listLimit) return
    this.block = { test: { ...nameOf(name), status: word === 'FAIL' ? 'failed' : 'errored' }, text: new Excerpt() }
    this.failures.push(this.block)
  }

  private keepLine(text: string): void {
    if (this.failures.length <= tracesKept) this.block?.text.push(text)
  }

  /** `test (class) ... ok`; the name may stand on the line before, and the result on a later one. */
  private progressLine(text: string): void {
    const isProgress = text.includes(' ...')
    const [, name, outcome] = (isProgress ? started.exec(text) : null) ?? []
    const describedOutcome = isProgress && name === undefined && this.title !== undefined ? described.exec(text)?.[1] : undefined
    if (name !== undefined || describedOutcome !== undefined) {
      this.pending = name === undefined ? this.title : ownText(name)
      this.settle(outcome ?? describedOutcome ?? '')
    } else if (this.pending !== undefined) this.settle(text)
    this.title = text.endsWith(')') && titled.test(text) ? ownText(text) : undefined
  }

  private settle(outcome: string): void {
    if (this.pending === undefined || !result.test(outcome.trim()) || this.tests.length >= listLimit) return
    this.tests.push({ ...nameOf(this.pending), ...outcomeOf(ownText(outcome.trim())) })
    this.pending = undefined
  }

  private finish(words: string): ConsoleRun {
    const { tests = 0, seconds = 0 } = this.ran ?? {}
    const count = (word: string) => Number(new RegExp(`(?:^|, )${word}=(\\d+)`).exec(words)?.[1] ?? 0)
    const failed = count('failures') + count('unexpected successes')
    const errors = count('errors')
    const skipped = count('skipped') + count('expected failures')
    // Errors of a class or module have no test of their own, and subtests may fail more often than there are tests.
    const passed = Math.max(0, tests - failed - errors - skipped)
    const totals = totalsOf({ passed, failed, errors, skipped })
    const run = this.listOf(tests, failed + errors)
    this.hasFinished = true
    this.reset()
    return { ...run, totals, durationMs: Math.round(seconds * 1000) }
  }

  private listOf(tests: number, failing: number): Pick<ConsoleRun, 'cases' | 'completeness'> {
    const failures = this.failures.map(({ test, text }) => ({ ...test, trace: text.lines().join('\n'), message: messageOf(text.lines()) }))
    const others = this.tests.filter(({ status }) => status === 'passed' || status === 'skipped')
    const cases = [...failures, ...others]
    // A test whose subtests fail is named once for each of them.
    const failingTests = new Set(failures.map(({ suite, name }) => `${suite?.join()} ${name.split(' ')[0]}`)).size
    if (tests > 0 && others.length + failingTests === tests && failures.length >= failing) return { completeness: 'full', cases }
    return { completeness: failures.length > 0 ? 'failures-only' : 'totals-only', cases }
  }

  private reset(): void {
    this.tests = []
    this.failures = []
    this.block = undefined
    this.pending = undefined
    this.ran = undefined
  }
}

/** `test_x (app.tests.Case)` or `test_x (app.tests.Case.test_x) (i=1)`: the class is the suite. */
function nameOf(text: string): Pick<FoundCase, 'name' | 'suite'> {
  const match = /^(\S+) \(([\w.<>]+)\)(.*)$/.exec(text)
  if (match?.[1] === undefined || match[2] === undefined) return { name: text, suite: [] }
  const [, name, owner, rest] = match
  const suite = owner.endsWith(`.${name}`) ? owner.slice(0, -name.length - 1) : owner
  return { name: name + (rest ?? ''), suite: [suite] }
}

function outcomeOf(word: string): { status: TestStatus; message?: string } {
  if (word === 'ok') return { status: 'passed' }
  if (word === 'ERROR') return { status: 'errored' }
  if (word === 'FAIL' || word === 'unexpected success') return { status: 'failed' }
  return { status: 'skipped', message: word.replace(/^skipped ['"]?(.*?)['"]?$/, '$1') }
}

/** The exception: the first line at the margin after the last frame. */
function messageOf(lines: string[]): string | undefined {
  const frame = lines.findLastIndex((line) => line.startsWith('  File "'))
  return lines.slice(frame + 1).find((line) => /^[A-Za-z_]/.test(line) && !line.startsWith('Traceback '))
}

export const unittestConsole: ConsoleFormat = { name: 'unittest-console', open: () => new UnittestReader() }
