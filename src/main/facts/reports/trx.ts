// Visual Studio's test results (`dotnet test --logger trx`).
import { type TestStatus } from '../../../shared/test-report.ts'
import { type FoundCase, type ReportCollector } from './report-collector.ts'
import { type ReportFormat, type XmlElement, type XmlListener } from './report-format.ts'

const failing = new Set(['Failed', 'Error', 'Timeout', 'Aborted', 'Disconnected'])

interface TrxTest extends FoundCase {
  testId: string | undefined
  texts: Map<string, string>
  attachments: { path?: string | undefined }[]
}

/** Results held back until their class is told; more of them go without. */
const waitingKept = 20_000

class TrxListener implements XmlListener {
  private readonly report: ReportCollector
  /** Results may hold the results of their data rows. */
  private readonly results: TrxTest[] = []
  private element = ''
  private declared = Number.NaN
  /** Classes by the id of the test. */
  private readonly classes = new Map<string, string>()
  private readonly waiting: TrxTest[] = []
  /** The definition that is open. */
  private defined: string | undefined
  /** What the run says of an error outside of tests, while it is read. */
  private info: string | undefined

  constructor(report: ReportCollector) {
    this.report = report
  }

  open(element: XmlElement): void {
    this.element = element.name
    if (element.name === 'UnitTestResult') this.results.push(testOf(element))
    else if (element.name === 'UnitTest') this.defined = element.attributes.get('id')
    else if (element.name === 'TestMethod') this.define(element.attributes.get('className'))
    else if (element.name === 'RunInfo') this.info = element.attributes.get('outcome') === 'Error' ? '' : undefined
    else if (element.name === 'ResultFile') this.results.at(-1)?.attachments.push({ path: element.attributes.get('path') })
    else if (element.name === 'Times') this.report.durationMs = between(element.attributes.get('start'), element.attributes.get('finish'))
    else if (element.name === 'Counters') this.declared = Number(element.attributes.get('total') ?? Number.NaN)
  }

  text(text: string): void {
    if (this.info !== undefined && this.element === 'Text') this.info += text
    const test = this.results.at(-1)
    if (test !== undefined) test.texts.set(this.element, (test.texts.get(this.element) ?? '') + text)
  }

  close(name: string): void {
    this.element = ''
    if (name === 'RunInfo' && this.info !== undefined) {
      this.report.note('report.run-failed', this.info.trim())
      this.info = undefined
    }
    if (name === 'TestRun') this.finish()
    if (name !== 'UnitTestResult') return
    const test = this.results.pop()
    if (test === undefined) return
    // The class may be told only behind the results.
    const isAwaited = test.suite?.length === 0 && test.testId !== undefined && !this.classes.has(test.testId)
    if (isAwaited && this.waiting.length < waitingKept) this.waiting.push(test)
    else this.add(test)
  }

  private define(className: string | undefined): void {
    if (this.defined !== undefined && className !== undefined) this.classes.set(this.defined, className)
  }

  private add({ texts, testId, ...found }: TrxTest): void {
    const owner = testId === undefined ? undefined : this.classes.get(testId)
    const suite = found.suite?.length === 0 && owner !== undefined ? [owner] : found.suite
    this.report.add({ ...found, suite, message: texts.get('Message'), trace: texts.get('StackTrace'), output: outputOf(texts) })
  }

  private finish(): void {
    for (const test of this.waiting.splice(0)) this.add(test)
    if (!Number.isNaN(this.declared)) this.report.checkTotal(this.declared)
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
    testId: attributes.get('testId'),
    texts: new Map(),
    attachments: [],
  }
}

function outputOf(texts: ReadonlyMap<string, string>): string {
  return ['StdOut', 'StdErr', 'DebugTrace', 'TextMessages'].flatMap((part) => texts.get(part)?.trimEnd() || []).join('\n')
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
