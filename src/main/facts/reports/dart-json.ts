// The events of `dart test --reporter json` and `flutter test --machine`, one a line.
import { type TestStatus } from '../../../shared/test-report.ts'
import { has, listOf, member, numberOf, textOf } from './json-values.ts'
import { type FoundCase, type ReportCollector } from './report-collector.ts'
import { type LineListener, type ReportFormat } from './report-format.ts'

/** Kept of what a test prints, and of its errors: a test may print without end. */
const textLimit = 64_000

interface DartTest extends FoundCase {
  startedAt: number
}

class DartEvents implements LineListener<unknown> {
  private readonly suites = new Map<unknown, string>()
  private readonly groups = new Map<unknown, string>()
  private readonly tests = new Map<unknown, DartTest>()
  private hasEnded = false
  private readonly report: ReportCollector

  constructor(report: ReportCollector) {
    this.report = report
  }

  line(event: unknown): void {
    const type = member(event, 'type')
    const test = this.tests.get(member(event, 'testID'))
    const time = numberOf(member(event, 'time')) ?? 0
    if (type === 'suite') this.suites.set(member(member(event, 'suite'), 'id'), textOf(member(member(event, 'suite'), 'path')) ?? '')
    else if (type === 'group') this.groups.set(member(member(event, 'group'), 'id'), textOf(member(member(event, 'group'), 'name')) ?? '')
    else if (type === 'testStart') this.start(member(event, 'test'), time)
    else if (type === 'error' && test !== undefined) this.fail(test, event)
    else if (type === 'print' && test !== undefined) test.output = longer(test.output, textOf(member(event, 'message')) ?? '')
    else if (type === 'testDone' && test !== undefined) this.finish(test, event, time)
    else if (type === 'done') {
      this.hasEnded = true
      this.report.durationMs = time
    }
  }

  end(): void {
    // What never ended, e.g. because the run was killed.
    if (!this.hasEnded) this.report.note('report.run-failed', 'the run did not end: tests may be missing')
    for (const test of this.tests.values()) if (!test.name.startsWith('loading ')) this.report.add({ ...test, status: 'errored' })
  }

  private start(test: unknown, startedAt: number): void {
    const file = this.suites.get(member(test, 'suiteID'))
    const groups = listOf(member(test, 'groupIDs')).map((id) => this.groups.get(id) ?? '')
    // Names of groups and tests begin with those of the groups around them.
    const around = groups.at(-1) ?? ''
    const full = textOf(member(test, 'name')) ?? ''
    const name = around !== '' && full.startsWith(`${around} `) ? full.slice(around.length + 1) : full
    const inner = groups.map((group, index) => group.slice((groups[index - 1] ?? '').length).trim()).filter((group) => group !== '')
    const line = numberOf(member(test, 'root_line')) ?? numberOf(member(test, 'line'))
    this.tests.set(member(test, 'id'), { name, suite: [...(file ? [file] : []), ...inner], status: 'passed', file, line, startedAt })
  }

  private fail(test: DartTest, event: unknown): void {
    const [message, stack] = [textOf(member(event, 'error')) ?? '', textOf(member(event, 'stackTrace')) ?? '']
    test.message ??= message
    test.trace = longer(test.trace, [message, stack].filter((part) => part !== '').join('\n'))
  }

  private finish({ startedAt, ...test }: DartTest, event: unknown, time: number): void {
    this.tests.delete(member(event, 'testID'))
    const status = statusOf(event)
    // Hidden ones are the loading of files; they count only when a file does not load.
    if (member(event, 'hidden') === true && status === 'passed') return
    this.report.add({ ...test, status, durationMs: time - startedAt })
  }
}

function longer(text: string | undefined, line: string): string {
  if (text === undefined) return line
  return text.length > textLimit ? text : `${text}\n${line}`
}

function statusOf(event: unknown): TestStatus {
  if (member(event, 'skipped') === true) return 'skipped'
  const result = member(event, 'result')
  if (result === 'success') return 'passed'
  return result === 'error' ? 'errored' : 'failed'
}

export const dartJson: ReportFormat = {
  name: 'dart-json',
  family: 'json-lines',
  matches: (value) =>
    has(value, 'protocolVersion', 'runnerVersion') || (has(value, 'protocolVersion', 'pid') && member(value, 'type') === 'start'),
  open: (report) => new DartEvents(report),
}
