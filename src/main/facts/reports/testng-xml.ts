// TestNG's testng-results.xml: test methods count, configuration methods do not.
import { type TestStatus } from '../../../shared/test-report.ts'
import { messageFrom } from './failure-text.ts'
import { type ReportCollector } from './report-collector.ts'
import { type ReportFormat, type XmlElement, type XmlListener } from './report-format.ts'

const statuses = new Map<string, TestStatus>([
  ['PASS', 'passed'],
  ['SUCCESS_PERCENTAGE_FAILURE', 'passed'],
  ['FAIL', 'failed'],
])
const containers = new Set(['suite', 'test', 'class'])

class TestngListener implements XmlListener {
  private readonly report: ReportCollector
  private readonly suites: string[] = []
  private method: { attributes: ReadonlyMap<string, string>; texts: Map<string, string> } | undefined
  private element = ''

  constructor(report: ReportCollector) {
    this.report = report
  }

  open({ name, attributes }: XmlElement): void {
    this.element = name
    if (containers.has(name)) this.suites.push(attributes.get('name') ?? '')
    else if (name === 'test-method') this.method = { attributes, texts: new Map() }
    if (name === 'suite') this.addDuration(attributes.get('duration-ms'))
  }

  text(text: string): void {
    this.method?.texts.set(this.element, (this.method.texts.get(this.element) ?? '') + text)
  }

  close(name: string): void {
    this.element = ''
    if (containers.has(name)) this.suites.pop()
    if (name === 'test-method') this.closeMethod()
  }

  private closeMethod(): void {
    if (this.method === undefined) return
    const { attributes, texts } = this.method
    this.method = undefined
    const status = statuses.get(attributes.get('status') ?? '') ?? 'skipped'
    if (attributes.get('is-config') === 'true') {
      if (status === 'failed') this.report.note('report.run-failed', `${attributes.get('name') ?? 'a configuration method'} failed`)
      return
    }
    const stack = texts.get('full-stacktrace')
    const message = texts.get('message')?.trim()
    this.report.add({
      name: attributes.get('name') ?? '',
      suite: this.suites,
      status,
      durationMs: Number(attributes.get('duration-ms') ?? Number.NaN),
      message: message === '' ? messageFrom(stack) : message,
      trace: stack,
      output: texts.get('line'),
    })
  }

  private addDuration(text: string | undefined): void {
    const duration = Number(text ?? Number.NaN)
    if (!Number.isNaN(duration)) this.report.durationMs = (this.report.durationMs ?? 0) + duration
  }
}

export const testngXml: ReportFormat = {
  name: 'testng-xml',
  family: 'xml',
  roots: ['testng-results'],
  open: (report) => new TestngListener(report),
}
