// The output of SymPy's own runner: `tests finished: 26 passed, 1 failed, in 0.73 seconds`.
import { type TestStatus } from '../../../shared/test-report.ts'
import { type ConsoleFormat, type ConsoleReader, type ConsoleRun, countsIn, listLimit, totalsOf } from './console-format.ts'
import { Excerpt } from './excerpt.ts'
import { ownText } from '../own-text.ts'
import { type FoundCase } from '../reports/report-collector.ts'

const finished = /^[= ]*tests finished: (.*?)(?:in ([\d.]+) seconds)?[= ]*$/
const seconds = /^in ([\d.]+) seconds/
const fileLine = /^(\S+\.py)\[(?:\d+|\?)\]/
const testStart = /^(test_\w+)(?: (.*))?$/
const outcome = /^(?:.* )?(ok|F|E|f|s|S|X|w)(?:\s+\[(?:OK|FAIL)\])?$/
const blockHeading = /^_* ?(\S+\.py):(\w+) ?_*$/

const tracesKept = 1_000

const letters: Record<string, TestStatus> = {
  ok: 'passed',
  X: 'passed',
  F: 'failed',
  E: 'errored',
  f: 'skipped',
  s: 'skipped',
  S: 'skipped',
  w: 'skipped',
  Slow: 'skipped',
}

class SympyReader implements ConsoleReader {
  private tests: FoundCase[] = []
  private failures: { test: FoundCase; text: Excerpt }[] = []
  private block: Excerpt | undefined
  /** A test that has begun; what it prints may come before its letter. */
  private pending: string | undefined
  private file = ''
  private counts: string | undefined

  line(text: string): ConsoleRun | undefined {
    // A long summary breaks before its time.
    if (this.counts !== undefined) return this.finish(this.counts, Number(seconds.exec(text)?.[1] ?? Number.NaN))
    const match = text.includes('tests finished: ') ? finished.exec(text) : null
    if (match?.[1] !== undefined) {
      if (match[2] !== undefined) return this.finish(match[1], Number(match[2]))
      this.counts = match[1]
      return undefined
    }
    if (text.startsWith('_')) this.heading(text)
    else if (this.block !== undefined) this.keepLine(text)
    else if (text.length < 500) this.progressLine(text)
    return undefined
  }

  end(): ConsoleRun | undefined {
    return this.counts === undefined ? undefined : this.finish(this.counts, Number.NaN)
  }

  private heading(text: string): void {
    const [, file, name] = (text.length < 300 && text.includes('.py:') ? blockHeading.exec(ownText(text)) : null) ?? []
    this.block = undefined
    if (file === undefined || name === undefined || this.failures.length >= listLimit) return
    this.block = new Excerpt()
    this.failures.push({ test: { name, suite: [file], file, status: 'failed' }, text: this.block })
  }

  private keepLine(text: string): void {
    if (this.failures.length <= tracesKept) this.block?.push(text)
  }

  private progressLine(text: string): void {
    if (text.includes('.py[')) this.file = fileLine.exec(ownText(text))?.[1] ?? this.file
    const [, name, rest] = (text.startsWith('test_') ? testStart.exec(text) : null) ?? []
    if (name === undefined && this.pending === undefined) return
    this.pending = name === undefined ? this.pending : ownText(name)
    const letter = outcome.exec(name === undefined ? text : (rest ?? ''))?.[1]
    if (this.pending === undefined || letter === undefined || this.tests.length >= listLimit) return
    this.tests.push({
      name: this.pending,
      suite: this.file === '' ? [] : [this.file],
      file: this.file,
      status: letters[letter] ?? 'passed',
    })
    this.pending = undefined
  }

  private finish(text: string, secondsTaken: number): ConsoleRun {
    const count = countsIn(text)
    const totals = totalsOf({
      passed: count('passed', 'expected to fail but passed'),
      failed: count('failed'),
      errors: count('exceptions', 'exception'),
      skipped: count('skipped', 'expected to fail'),
    })
    const run = this.listOf(totals.total ?? 0)
    this.tests = []
    this.failures = []
    this.block = undefined
    this.pending = undefined
    this.counts = undefined
    return { ...run, totals, durationMs: Number.isNaN(secondsTaken) ? null : Math.round(secondsTaken * 1000) }
  }

  private listOf(total: number): Pick<ConsoleRun, 'cases' | 'completeness'> {
    const keyOf = ({ suite, name }: FoundCase) => `${suite?.join()}:${name}`
    const listed = new Map(this.tests.map((test) => [keyOf(test), test]))
    const failures = this.failures.map(({ test, text }) => {
      const lines = text.lines()
      const status = listed.get(keyOf(test))?.status ?? statusOf(lines)
      return { ...test, status, trace: lines.join('\n'), message: lines.findLast((line) => /^[A-Za-z_]/.test(line)) }
    })
    if (total > 0 && this.tests.length === total) {
      const detailed = new Map(failures.map((test) => [keyOf(test), test]))
      return { completeness: 'full', cases: this.tests.map((test) => detailed.get(keyOf(test)) ?? test) }
    }
    const others = this.tests.filter(({ status }) => status === 'passed' || status === 'skipped')
    return { completeness: failures.length > 0 ? 'failures-only' : 'totals-only', cases: [...failures, ...others] }
  }
}

/** A failure is a broken assertion; any other exception is an error. */
function statusOf(lines: string[]): TestStatus {
  return lines.some((line) => line.startsWith('AssertionError')) ? 'failed' : 'errored'
}

export const sympyConsole: ConsoleFormat = { name: 'sympy-console', open: () => new SympyReader() }
