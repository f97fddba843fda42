// The events of `go test -json` and gotestsum, one a line. A test counts by its last ending; subtests and parents both count.
import { type TestStatus } from '../../../shared/test-report.ts'
import { goMessage } from './go-message.ts'
import { has, member, secondsOf, textOf } from './json-values.ts'
import { type FoundCase, type ReportCollector } from './report-collector.ts'
import { type LineListener, type ReportFormat } from './report-format.ts'

const endings = new Map<string, TestStatus>([
  ['pass', 'passed'],
  ['fail', 'failed'],
  ['skip', 'skipped'],
  ['bench', 'passed'],
])
const outputLimit = 64_000
/** Outputs of all tests together; later ones are left out. */
const outputBudget = 64 * 1024 * 1024

interface GoTest {
  pkg: string
  name: string
  status: TestStatus | undefined
  durationMs: number | undefined
  output: string
  runs: number
}

class GoEvents implements LineListener<unknown> {
  private readonly tests = new Map<string, GoTest>()
  /** Packages that failed without a failing test, and how. */
  private readonly broken = new Map<string, string>()
  /** Packages that have begun and not ended. */
  private readonly open = new Set<string>()
  private durationMs = 0
  private outputLeft = outputBudget
  private readonly report: ReportCollector

  constructor(report: ReportCollector) {
    this.report = report
  }

  line(event: unknown): void {
    const action = textOf(member(event, 'Action')) ?? ''
    const pkg = textOf(member(event, 'Package')) ?? textOf(member(event, 'ImportPath')) ?? ''
    const name = textOf(member(event, 'Test'))
    if (name === undefined) this.packageEvent(action, pkg, event)
    else this.testEvent(this.testOf(pkg, name), action, event)
  }

  end(): void {
    for (const test of this.tests.values()) this.report.add(caseOf(test))
    for (const pkg of this.open) if (!this.broken.has(pkg)) this.broken.set(pkg, 'did not end: tests may be missing')
    const broken = Array.from(this.broken, ([pkg, how]) => `${pkg} ${how}`)
    if (broken.length > 0) this.report.note('report.run-failed', broken.join('; '))
    if (this.durationMs > 0) this.report.durationMs = this.durationMs
  }

  private packageEvent(action: string, pkg: string, event: unknown): void {
    if (endings.has(action)) this.open.delete(pkg)
    else if (action === 'start') this.open.add(pkg)
    if (action === 'build-fail') this.broken.set(pkg.replace(/ \[.*\]$/, ''), 'does not build')
    // A package with a failing test fails, too; without one, the fault lies outside of tests.
    if (action === 'fail' && !this.hasFailed(pkg) && !this.broken.has(pkg)) this.broken.set(pkg, 'failed outside of its tests')
    if (endings.has(action)) this.durationMs += secondsOf(member(event, 'Elapsed')) ?? 0
  }

  private hasFailed(pkg: string): boolean {
    return this.tests.values().some((test) => test.pkg === pkg && test.status !== 'passed' && test.status !== 'skipped')
  }

  private testOf(pkg: string, name: string): GoTest {
    const key = `${pkg} ${name}`
    const known = this.tests.get(key)
    if (known !== undefined) return known
    const test: GoTest = { pkg, name, status: undefined, durationMs: undefined, output: '', runs: 0 }
    this.tests.set(key, test)
    return test
  }

  private testEvent(test: GoTest, action: string, event: unknown): void {
    const ending = endings.get(action)
    this.open.add(test.pkg)
    if (ending !== undefined) {
      test.status = ending
      test.durationMs = secondsOf(member(event, 'Elapsed'))
      test.runs++
    } else if (action === 'run') {
      test.status = undefined
      test.output = ''
    } else if (action === 'output' && test.output.length < outputLimit && this.outputLeft > 0) {
      const output = textOf(member(event, 'Output')) ?? ''
      test.output += output
      this.outputLeft -= output.length
    }
  }
}

function caseOf({ pkg, name, status = 'failed', durationMs, output, runs }: GoTest): FoundCase {
  const parents = name.split('/')
  const isFailed = status === 'failed'
  return {
    name: parents.pop() ?? name,
    suite: [pkg, ...parents],
    status,
    durationMs,
    ...(isFailed ? goMessage(output.split('\n')) : status === 'skipped' ? { message: goMessage(output.split('\n')).message } : {}),
    output,
    retries: runs - 1,
  }
}

export const goTestJson: ReportFormat = {
  name: 'go-test-json',
  family: 'json-lines',
  matches: (value) => typeof member(value, 'Action') === 'string' && (has(value, 'Package') || has(value, 'ImportPath')),
  open: (report) => new GoEvents(report),
}
