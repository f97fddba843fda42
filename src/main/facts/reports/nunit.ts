// NUnit's results, version 3 (`test-run`) and 2 (`test-results`).
import { type TestStatus } from '../../../shared/test-report.ts'
import { type ReportCollector } from './report-collector.ts'
import { type ReportFormat, type XmlElement, type XmlListener } from './report-format.ts'

class NunitListener implements XmlListener {
  private readonly report: ReportCollector
  private readonly suites: string[] = []
  private test: { element: XmlElement; texts: Map<string, string>; attachments: { path: string }[] } | undefined
  /** Suites that are open, and whether each failed by itself. */
  private readonly failing: boolean[] = []
  /** Of the innermost element, since its beginning or what it last held. */
  private words = ''
  private inAssertions = false
  private element = ''

  constructor(report: ReportCollector) {
    this.report = report
  }

  open(element: XmlElement): void {
    const { name, attributes } = element
    this.element = name
    this.words = ''
    if (name === 'test-run') this.report.durationMs = seconds(attributes.get('duration')) ?? null
    else if (name === 'test-suite') {
      this.suites.push(attributes.get('name') ?? '')
      this.failing.push(failsItself(attributes))
    } else if (name === 'test-case') this.test = { element, texts: new Map(), attachments: [] }
    // Their messages are those of the failure, once more.
    else if (name === 'assertions') this.inAssertions = true
  }

  text(text: string): void {
    if (this.inAssertions) return
    this.words += text
    this.test?.texts.set(this.element, (this.test.texts.get(this.element) ?? '') + text)
  }

  private suiteSays(): void {
    if (this.failing.at(-1) === true) this.report.note('report.run-failed', `${this.suites.at(-1) ?? ''}: ${this.words.trim()}`)
  }

  close(name: string): void {
    this.element = ''
    if (name === 'assertions') this.inAssertions = false
    else if (name === 'message' && this.test === undefined) this.suiteSays()
    else if (name === 'filePath') this.test?.attachments.push({ path: this.words.trim() })
    else if (name === 'test-suite') {
      this.suites.pop()
      this.failing.pop()
    }
    if (name !== 'test-case' || this.test === undefined) return
    const { attributes } = this.test.element
    const { texts, attachments } = this.test
    this.test = undefined
    const status = statusOf(attributes)
    this.report.add({
      name: attributes.get('methodname') === undefined ? shortName(attributes.get('name') ?? '') : (attributes.get('name') ?? ''),
      suite: this.suites,
      status,
      durationMs: seconds(attributes.get('duration') ?? attributes.get('time')),
      message: texts.get('message'),
      trace: texts.get('stack-trace'),
      output: texts.get('output'),
      attachments,
    })
  }
}

/** A set-up, a tear-down or a whole assembly that failed, not only the tests inside. */
function failsItself(attributes: ReadonlyMap<string, string>): boolean {
  const isFailed = /^(?:Failed|Failure|Error)$/.test(attributes.get('result') ?? '')
  return isFailed && (/^(?:SetUp|TearDown)$/.test(attributes.get('site') ?? '') || attributes.get('label') === 'Invalid')
}

/** Version 2 names a test by its whole path. */
const shortName = (name: string) => name.replace(/^[\w.+]+\.(?=\w+(?:\(|$))/, '')

const statuses = new Map<string, TestStatus>([
  ['Passed', 'passed'],
  ['Success', 'passed'],
  ['Warning', 'passed'],
  ['Failed', 'failed'],
  ['Failure', 'failed'],
  ['Error', 'errored'],
])

function statusOf(attributes: ReadonlyMap<string, string>): TestStatus {
  const result =
    attributes.get('result') ??
    (attributes.get('success') === 'True' ? 'Success' : attributes.get('executed') === 'True' ? 'Failure' : 'Ignored')
  const status = statuses.get(result) ?? 'skipped'
  return status === 'failed' && attributes.get('label') === 'Error' ? 'errored' : status
}

function seconds(text: string | undefined): number | undefined {
  const value = Number(text?.replace(',', '.'))
  return Number.isFinite(value) ? Math.round(value * 1e6) / 1e3 : undefined
}

export const nunit: ReportFormat = {
  name: 'nunit',
  family: 'xml',
  roots: ['test-run', 'test-results'],
  open: (report) => new NunitListener(report),
}
