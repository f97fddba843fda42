// The plain output of `go test`: results of tests with `-v`, else only of those that fail, then one line for each package.
import { type TestStatus } from '../../../shared/test-report.ts'
import { ownText } from '../own-text.ts'
import { goMessage } from '../reports/go-message.ts'
import { type FoundCase, unknownTotals } from '../reports/report-collector.ts'
import { type ConsoleFormat, type ConsoleReader, type ConsoleRun, listLimit } from './console-format.ts'
import { Excerpt } from './excerpt.ts'

/** What a test printed without a line break may stand before it. */
const result = /(?:^ *|^.*\S)--- (PASS|FAIL|SKIP): (\S+)(?: \(([\d.]+)s\))?$/
/** From here on, what is printed belongs to that test. */
const running = /^=== (?:RUN|CONT|NAME) +(\S+)$/
const packageLine = /^(ok|FAIL|\?) *\t(\S+)/
const packageTime = /\t([\d.]+)s\b/
const statuses: Record<string, TestStatus> = { PASS: 'passed', FAIL: 'failed', SKIP: 'skipped' }
const tracesKept = 1_000

class GoReader implements ConsoleReader {
  private tests: { test: FoundCase; text: Excerpt }[] = []
  /** Those of the package that has not ended yet come behind this index. */
  private settled = 0
  private isVerbose = false
  private failedPackages = 0
  private problem: string | undefined
  private durationMs = 0
  private seen = new Set<string>()
  /** What tests printed before their result, by name: with -v it comes while they run. */
  private outputs = new Map<string, Excerpt>()
  private output: Excerpt | undefined
  /** Begun and not ended. */
  private running = new Set<string>()

  line(text: string): ConsoleRun | undefined {
    if (text.startsWith('=== ')) this.startLine(text)
    else if (text.includes('--- ') && text.length < 500 && result.test(text)) this.resultLine(ownText(text))
    else if (/^(?:ok {2}|FAIL|\? {3})\t/.test(text)) return this.endPackage(ownText(text))
    else if (this.output !== undefined) this.output.push(text)
    return undefined
  }

  private startLine(text: string): void {
    const name = running.exec(text)?.[1]
    if (text.startsWith('=== RUN ')) {
      this.isVerbose = true
      if (name !== undefined && this.running.size < listLimit) this.running.add(ownText(name))
    }
    if (name !== undefined) this.output = this.outputOf(ownText(name))
  }

  private outputOf(name: string): Excerpt | undefined {
    const known = this.outputs.get(name)
    if (known !== undefined || this.outputs.size >= tracesKept) return known
    const output = new Excerpt()
    this.outputs.set(name, output)
    return output
  }

  end(): ConsoleRun | undefined {
    return this.seen.size === 0 ? undefined : this.run()
  }

  private resultLine(text: string): void {
    const [, word = '', name = '', seconds] = result.exec(text) ?? []
    this.running.delete(name)
    if (this.tests.length >= listLimit) return
    const path = name.split('/')
    const test: FoundCase = {
      name: path.at(-1) ?? name,
      suite: path.slice(0, -1),
      status: statuses[word] ?? 'passed',
      durationMs: seconds === undefined ? undefined : Number(seconds) * 1000,
    }
    const output = this.outputs.get(name) ?? new Excerpt()
    this.outputs.delete(name)
    this.tests.push({ test, text: output })
    // Without -v, what a failing test printed comes below it; so does a panic.
    this.output = word === 'PASS' || this.tests.length > tracesKept ? undefined : output
  }

  private endPackage(text: string): ConsoleRun | undefined {
    const [, word, name] = packageLine.exec(text) ?? []
    if (name === undefined) return undefined
    // The same package again is another run of the tests.
    if (this.seen.has(name)) this.reset()
    this.seen.add(name)
    // A time-out or an exit ends a package in the middle of its tests.
    for (const left of this.running) this.resultLine(`--- FAIL: ${left}`)
    this.running.clear()
    const own = this.tests.slice(this.settled)
    for (const { test } of own) test.suite = [name, ...(test.suite ?? [])]
    if (word === 'FAIL' && !own.some(({ test }) => test.status === 'failed')) {
      this.failedPackages++
      this.problem ??= `${name} ${/\[.*\]$/.exec(text)?.[0].slice(1, -1) ?? 'failed outside of its tests'}`
    }
    this.settled = this.tests.length
    this.outputs.clear()
    this.output = undefined
    this.durationMs += Number(packageTime.exec(text)?.[1] ?? 0) * 1000
    return { totals: unknownTotals, cases: [], completeness: 'totals-only', durationMs: null }
  }

  private run(): ConsoleRun {
    const cases = this.tests.slice(0, this.settled).map(({ test, text }) => detailed(test, text.lines()))
    const count = (status: TestStatus) => cases.filter((test) => test.status === status).length
    const failed = count('failed')
    const { durationMs, problem } = this
    // Without -v, passing tests are not even counted.
    if (!this.isVerbose) {
      const totals = { ...unknownTotals, failed: this.failedPackages > 0 ? null : failed }
      return { totals, cases, completeness: failed > 0 ? 'failures-only' : 'totals-only', durationMs, problem }
    }
    const totals = { total: cases.length, passed: count('passed'), failed, skipped: count('skipped'), errored: 0 }
    return { totals, cases, completeness: 'full', durationMs, problem }
  }

  private reset(): void {
    this.tests = this.tests.slice(this.settled)
    this.settled = 0
    this.failedPackages = 0
    this.problem = undefined
    this.durationMs = 0
    this.seen = new Set()
  }
}

function detailed(test: FoundCase, lines: string[]): FoundCase {
  const told = lines.filter((line) => line.trim() !== '' && line !== 'FAIL')
  if (test.status === 'passed' || told.length === 0) return test
  return { ...test, trace: told.join('\n'), ...goMessage(told) }
}

export const goConsole: ConsoleFormat = { name: 'go-console', open: () => new GoReader() }
