// The pytest plugin json-report's file.
import { type TestStatus } from '../../../shared/test-report.ts'
import { has, listOf, member, numberOf, secondsOf, textOf } from './json-values.ts'
import { type FoundCase, type ReportCollector } from './report-collector.ts'
import { type ReportFormat } from './report-format.ts'

const statuses = new Map<string, TestStatus>([
  ['passed', 'passed'],
  ['xpassed', 'passed'],
  ['failed', 'failed'],
  ['error', 'errored'],
])
const stages = ['setup', 'call', 'teardown']

function readTest(test: unknown, report: ReportCollector): void {
  const nodeId = textOf(member(test, 'nodeid')) ?? ''
  const path = nodeId.split('[')[0]?.split('::') ?? []
  const suite = path.slice(0, -1)
  const line = numberOf(member(test, 'lineno'))
  const failing = stages.map((stage) => member(test, stage)).find((stage) => has(stage, 'longrepr'))
  const output = stages.flatMap((stage) => [member(member(test, stage), 'stdout'), member(member(test, stage), 'stderr')])
  report.add({
    name: nodeId.slice(suite.join('::').length).replace(/^::/, ''),
    suite,
    status: statusOf(test),
    durationMs: stages.reduce((sum, stage) => sum + (secondsOf(member(member(test, stage), 'duration')) ?? 0), 0),
    ...describe(failing),
    output: output.flatMap((text) => textOf(text) ?? []).join('\n'),
    file: path[0],
    line: line === undefined ? undefined : line + 1,
    // How often it was run again is not told.
    retries: member(test, 'outcome') === 'rerun' ? 1 : undefined,
  })
}

/** A test that was run again keeps the word for it, whatever came of its last run. */
function statusOf(test: unknown): TestStatus {
  const outcome = textOf(member(test, 'outcome')) ?? ''
  const last = outcome === 'rerun' ? textOf(member(member(test, 'call') ?? member(test, 'setup'), 'outcome')) : outcome
  return statuses.get(last ?? '') ?? 'skipped'
}

function describe(stage: unknown): Pick<FoundCase, 'message' | 'trace'> {
  const trace = textOf(member(stage, 'longrepr'))
  // A skip's reason is a Python tuple in text: `('path', 3, 'Skipped: reason')`.
  const reason = trace === undefined ? undefined : /^\('.*', \d+, ['"](?:Skipped: )?(.*)['"]\)$/s.exec(trace)?.[1]
  return reason === undefined ? { message: textOf(member(member(stage, 'crash'), 'message')), trace } : { message: reason }
}

export const pytestJson: ReportFormat = {
  name: 'pytest-json',
  family: 'json',
  lists: ['tests', 'collectors', 'warnings'],
  matches: (value) => has(value, 'exitcode', 'summary', 'root') || (has(value, 'exitcode', 'tests') && has(value, 'summary')),
  read: (value, report) => {
    for (const test of listOf(member(value, 'tests'))) readTest(test, report)
    for (const collector of listOf(member(value, 'collectors'))) {
      if (member(collector, 'outcome') === 'failed')
        report.note('report.run-failed', `${textOf(member(collector, 'nodeid')) ?? 'a file'} was not collected`)
    }
    report.checkTotal(numberOf(member(member(value, 'summary'), 'total')))
    report.durationMs = secondsOf(member(value, 'duration')) ?? null
  },
}
