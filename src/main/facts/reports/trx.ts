// Visual Studio's test results (`dotnet test --logger trx`).
import { type TestStatus } from '../../../shared/test-report.ts'
import { type FoundCase, type ReportCollector } from './report-collector.ts'
import { type ReportFormat, type XmlElement, type XmlListener } from './report-format.ts'

const failing = new Set(['Failed', 'Error', 'Timeout', 'Aborted', 'Disconnected'])

interface TrxTest extends FoundCase {
  texts: Map<string, string>
}

class TrxListener implements XmlListener {
  private readonly report: ReportCollector
  /** Results may hold the results of their data rows. */
  private readonly results: TrxTest[] = []
  private element = ''
  private declared = Number.NaN

  constructor(report: ReportCollector) {
    this.report = report
  }

  open(element: XmlElement): void {
    this.element = element.name
    if (element.name === 'UnitTestResult') this.results.push(testOf(element))
    else if (element.name === 'Times') this.report.durationMs = between(element.attributes.get('start'), element.attributes.get('finish'))
    else if (element.name === 'Counters') this.declared = Number(element.attributes.get('total') ?? Number.NaN)
  }

  text(text: string): void {
    const test = this.results.at(-1)
    if (test !== undefined) test.texts.set(this.element, (test.texts.get(this.element) ?? '') + text)
  }

  close(name: string): void {
    this.element = ''
    if (name === 'TestRun' && !Number.isNaN(this.declared)) this.report.checkTotal(this.declared)
    if (name !== 'UnitTestResult') return
    const test = this.results.pop()
    if (test === undefined) return
    const { texts, ...found } = test
    this.report.add({ ...found, message: texts.get('Message'), trace: texts.get('StackTrace'), output: texts.get('StdOut') })
  }
}

function testOf({ attributes }: XmlElement): TrxTest {
  const full = attributes.get('testName') ?? ''
  // `Namespace.Class.Method(arguments)`, where the framework writes it so.
  const [, owner, name] = /^([\w.+`]+)\.([\w`]+(?:\(.*)?)$/s.exec(full) ?? []
  return {
    name: name ?? full,
    suite: owner === undefined ? [] : [owner],
    status: statusOf(attributes.get('outcome')),
    durationMs: clock(attributes.get('duration')),
    texts: new Map(),
  }
}

function statusOf(outcome: string | undefined): TestStatus {
  if (outcome === 'Passed' || outcome === 'PassedButRunAborted' || outcome === 'Warning') return 'passed'
  if (outcome === 'Error') return 'errored'
  // An absent outcome is an error by the schema's default.
  return outcome === undefined || failing.has(outcome) ? 'failed' : 'skipped'
}

/** `hh:mm:ss.fffffff`. */
function clock(text: string | undefined): number | undefined {
  const [, hours, minutes, seconds] = /^(\d+):(\d+):([\d.]+)$/.exec(text ?? '') ?? []
  return seconds === undefined ? undefined : Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1e6) / 1e3
}

function between(start: string | undefined, finish: string | undefined): number | null {
  const duration = Date.parse(finish ?? '') - Date.parse(start ?? '')
  return duration >= 0 ? duration : null
}

export const trx: ReportFormat = { name: 'trx', family: 'xml', roots: ['TestRun'], open: (report) => new TrxListener(report) }
