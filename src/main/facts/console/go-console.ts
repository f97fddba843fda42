// The plain output of `go test`: results of tests with `-v`, else only of those that fail, then one line for each package.
import { type TestStatus } from '../../../shared/test-report.ts'
import { ownText } from '../own-text.ts'
import { type FoundCase, unknownTotals } from '../reports/report-collector.ts'
import { type ConsoleFormat, type ConsoleReader, type ConsoleRun, listLimit } from './console-format.ts'
import { Excerpt } from './excerpt.ts'

const result = /^ *--- (PASS|FAIL|SKIP): (\S+)(?: \(([\d.]+)s\))?$/
const packageLine = /^(ok|FAIL|\?) *\t(\S+)/
const packageTime = /\t([\d.]+)s\b/
const place = /^\s+(\S+\.go):(\d+): (.*)$/
const statuses: Record<string, TestStatus> = { PASS: 'passed', FAIL: 'failed', SKIP: 'skipped' }
const tracesKept = 1_000

class GoReader implements ConsoleReader {
  private tests: { test: FoundCase; text: Excerpt }[] = []
  /** Those of the package that has not ended yet come behind this index. */
  private settled = 0
  private isVerbose = false
  private failedPackages = 0
  private durationMs = 0
  private seen = new Set<string>()

  line(text: string): ConsoleRun | undefined {
    if (text.startsWith('=== RUN ')) this.isVerbose = true
    else if (text.includes('--- ') && text.length < 500 && result.test(text)) this.resultLine(ownText(text))
    else if (/^(?:ok {2}|FAIL|\? {3})\t/.test(text)) return this.endPackage(ownText(text))
    else if (text.startsWith('    ') && this.tests.length > this.settled && this.tests.length <= tracesKept)
      this.tests.at(-1)?.text.push(text)
    return undefined
  }

  end(): ConsoleRun | undefined {
    return this.seen.size === 0 ? undefined : this.run()
  }

  private resultLine(text: string): void {
    const [, word = '', name = '', seconds] = result.exec(text) ?? []
    if (this.tests.length >= listLimit) return
    const path = name.split('/')
    const test: FoundCase = {
      name: path.at(-1) ?? name,
      suite: path.slice(0, -1),
      status: statuses[word] ?? 'passed',
      durationMs: seconds === undefined ? undefined : Number(seconds) * 1000,
    }
    this.tests.push({ test, text: new Excerpt() })
  }

  private endPackage(text: string): ConsoleRun | undefined {
    const [, word, name] = packageLine.exec(text) ?? []
    if (name === undefined) return undefined
    // The same package again is another run of the tests.
    if (this.seen.has(name)) this.reset()
    this.seen.add(name)
    const own = this.tests.slice(this.settled)
    for (const { test } of own) test.suite = [name, ...(test.suite ?? [])]
    if (word === 'FAIL' && !own.some(({ test }) => test.status === 'failed')) this.failedPackages++
    this.settled = this.tests.length
    this.durationMs += Number(packageTime.exec(text)?.[1] ?? 0) * 1000
    return { totals: unknownTotals, cases: [], completeness: 'totals-only', durationMs: null }
  }

  private run(): ConsoleRun {
    const cases = this.tests.slice(0, this.settled).map(({ test, text }) => detailed(test, text.lines()))
    const count = (status: TestStatus) => cases.filter((test) => test.status === status).length
    const failed = count('failed')
    const durationMs = this.durationMs
    // Without -v, passing tests are not even counted.
    if (!this.isVerbose) {
      const totals = { ...unknownTotals, failed: this.failedPackages > 0 ? null : failed }
      return { totals, cases, completeness: failed > 0 ? 'failures-only' : 'totals-only', durationMs }
    }
    const totals = { total: cases.length, passed: count('passed'), failed, skipped: count('skipped'), errored: 0 }
    return { totals, cases, completeness: 'full', durationMs }
  }

  private reset(): void {
    this.tests = this.tests.slice(this.settled)
    this.settled = 0
    this.failedPackages = 0
    this.durationMs = 0
    this.seen = new Set()
  }
}

function detailed(test: FoundCase, lines: string[]): FoundCase {
  const found = lines.map((line) => place.exec(line)).find((match) => match !== null)
  if (test.status === 'passed' || lines.length === 0) return test
  return {
    ...test,
    trace: lines.join('\n'),
    message: found?.[3],
    file: found?.[1],
    line: Number(found?.[2]),
  }
}

export const goConsole: ConsoleFormat = { name: 'go-console', open: () => new GoReader() }
