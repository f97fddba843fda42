// pytest-reportlog: one report a line for the setup, call and teardown of each test. The worst of the three counts.
import { type TestStatus } from '../../../shared/test-report.ts'
import { has, listOf, member, numberOf, secondsOf, textOf } from './json-values.ts'
import { type ReportCollector } from './report-collector.ts'
import { type LineListener, type ReportFormat } from './report-format.ts'

interface PytestTest {
  status: TestStatus
  durationMs: number
  failure: unknown
  sections: unknown[]
  location: unknown[]
  calls: number
}

const weight: Record<TestStatus, number> = { passed: 0, skipped: 1, failed: 2, errored: 3 }

class PytestReports implements LineListener<unknown> {
  private readonly tests = new Map<string, PytestTest>()
  /** The session said that it ended; absent where the file breaks off. */
  private hasFinished = false
  private readonly report: ReportCollector

  constructor(report: ReportCollector) {
    this.report = report
  }

  line(entry: unknown): void {
    const type = member(entry, '$report_type')
    const nodeId = textOf(member(entry, 'nodeid')) ?? ''
    if (type === 'CollectReport' && member(entry, 'outcome') === 'failed') {
      this.report.add({ name: nodeId, status: 'errored', ...describeFailure(member(entry, 'longrepr')) })
    }
    const isSubtest = type === 'SubTestReport' || type === 'SubtestReport'
    this.hasFinished ||= type === 'SessionFinish'
    if (type !== 'TestReport' && !(isSubtest && member(entry, 'outcome') === 'failed')) return
    const test = this.tests.get(nodeId) ?? { status: 'passed', durationMs: 0, failure: undefined, sections: [], location: [], calls: 0 }
    this.tests.set(nodeId, test)
    const status = statusOf(entry)
    if (member(entry, 'when') === 'setup') test.calls++
    // A rerun starts over.
    if (test.calls > 1 && member(entry, 'when') === 'setup') test.status = 'passed'
    if (weight[status] > weight[test.status]) {
      test.status = status
      test.failure = expectedFailure(entry) ?? member(entry, 'longrepr')
    }
    // A subtest's time is part of its test's.
    if (!isSubtest) test.durationMs += secondsOf(member(entry, 'duration')) ?? 0
    // What passing tests wrote would fill the memory.
    if (test.status !== 'passed') test.sections = listOf(member(entry, 'sections'))
    test.location = listOf(member(entry, 'location'))
  }

  end(): void {
    if (!this.hasFinished) this.report.note('report.run-failed', 'the session did not end: tests may be missing')
    for (const [nodeId, test] of this.tests) {
      const path = nodeId.split('[')[0]?.split('::') ?? []
      const line = numberOf(test.location[1])
      this.report.add({
        name: nodeId.slice(path.slice(0, -1).join('::').length).replace(/^::/, ''),
        suite: path.slice(0, -1),
        status: test.status,
        durationMs: test.durationMs,
        ...(test.status === 'passed' ? {} : describeFailure(test.failure)),
        output: test.sections.map((section) => listOf(section).join('\n')).join('\n'),
        file: textOf(test.location[0]),
        line: line === undefined ? undefined : line + 1,
        retries: test.calls - 1,
      })
    }
  }
}

/** In the form of a skip's `[path, line, reason]`. */
function expectedFailure(entry: unknown): unknown {
  const reason = textOf(member(entry, 'wasxfail'))
  return member(entry, 'outcome') === 'skipped' && reason !== undefined ? [null, null, reason.replace(/^reason: /, '')] : undefined
}

function statusOf(entry: unknown): TestStatus {
  const outcome = member(entry, 'outcome')
  if (outcome === 'skipped') return 'skipped'
  if (outcome !== 'failed') return 'passed'
  return member(entry, 'when') === 'call' ? 'failed' : 'errored'
}

/** A failure is text, a skip's `[path, line, reason]`, or a traceback in parts. */
function describeFailure(failure: unknown): { message?: string | undefined; trace?: string | undefined } {
  if (typeof failure === 'string') return { message: failure.trim().split('\n').at(-1), trace: failure }
  if (Array.isArray(failure)) return { message: textOf(failure[2])?.replace(/^Skipped: /, '') }
  const entries = listOf(member(member(failure, 'reprtraceback'), 'reprentries'))
  const lines = entries.flatMap((entry) => listOf(member(member(entry, 'data'), 'lines')).flatMap((line) => textOf(line) ?? []))
  return { message: textOf(member(member(failure, 'reprcrash'), 'message')), trace: lines.join('\n') }
}

export const pytestReportlog: ReportFormat = {
  name: 'pytest-reportlog',
  family: 'json-lines',
  matches: (value) => has(value, '$report_type'),
  open: (report) => new PytestReports(report),
}
