// NUnit's results, version 3 (`test-run`) and 2 (`test-results`).
import { type TestStatus } from '../../../shared/test-report.ts'
import { type ReportCollector } from './report-collector.ts'
import { type ReportFormat, type XmlElement, type XmlListener } from './report-format.ts'

class NunitListener implements XmlListener {
  private readonly report: ReportCollector
  private readonly suites: string[] = []
  private test: { element: XmlElement; texts: Map<string, string> } | undefined
  private element = ''

  constructor(report: ReportCollector) {
    this.report = report
  }

  open(element: XmlElement): void {
    const { name, attributes } = element
    this.element = name
    if (name === 'test-run') this.report.durationMs = seconds(attributes.get('duration')) ?? null
    else if (name === 'test-suite') this.suites.push(attributes.get('name') ?? '')
    else if (name === 'test-case') this.test = { element, texts: new Map() }
  }

  text(text: string): void {
    this.test?.texts.set(this.element, (this.test.texts.get(this.element) ?? '') + text)
  }

  close(name: string): void {
    this.element = ''
    if (name === 'test-suite') this.suites.pop()
    if (name !== 'test-case' || this.test === undefined) return
    const { attributes } = this.test.element
    const { texts } = this.test
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
    })
  }
}

/** Version 2 names a test by its whole path. */
const shortName = (name: string) => name.replace(/^[\w.+]+\.(?=\w+(?:\(|$))/, '')

const statuses: Record<string, TestStatus> = {
  Passed: 'passed',
  Success: 'passed',
  Warning: 'passed',
  Failed: 'failed',
  Failure: 'failed',
  Error: 'errored',
}

function statusOf(attributes: ReadonlyMap<string, string>): TestStatus {
  const result =
    attributes.get('result') ??
    (attributes.get('success') === 'True' ? 'Success' : attributes.get('executed') === 'True' ? 'Failure' : 'Ignored')
  const status = statuses[result] ?? 'skipped'
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
