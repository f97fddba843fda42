// xUnit.net's own XML, version 2 and 3: assemblies, collections, tests.
import { type TestStatus } from '../../../shared/test-report.ts'
import { type FoundAttachment, type ReportCollector } from './report-collector.ts'
import { type ReportFormat, type XmlElement, type XmlListener } from './report-format.ts'

const statuses = new Map<string, TestStatus>([
  ['Pass', 'passed'],
  ['Fail', 'failed'],
])

class XunitListener implements XmlListener {
  private readonly report: ReportCollector
  private test: { attributes: ReadonlyMap<string, string>; texts: Map<string, string>; attachments: FoundAttachment[] } | undefined
  private element = ''

  constructor(report: ReportCollector) {
    this.report = report
  }

  open({ name, attributes }: XmlElement): void {
    this.element = name
    if (name === 'assembly') this.report.durationMs = (this.report.durationMs ?? 0) + (milliseconds(attributes.get('time')) ?? 0)
    else if (name === 'test') this.test = { attributes, texts: new Map(), attachments: [] }
    else if (name === 'attachment') this.test?.attachments.push({ name: attributes.get('name'), mimeType: attributes.get('media-type') })
    else if (name === 'error')
      this.report.note('report.run-failed', [attributes.get('type'), attributes.get('name')].filter(Boolean).join(' of '))
  }

  text(text: string): void {
    this.test?.texts.set(this.element, (this.test.texts.get(this.element) ?? '') + text)
  }

  close(name: string): void {
    this.element = ''
    if (name !== 'test' || this.test === undefined) return
    const { attributes, texts, attachments } = this.test
    this.test = undefined
    const owner = attributes.get('type')
    const full = attributes.get('name') ?? attributes.get('method') ?? ''
    this.report.add({
      name: owner !== undefined && full.startsWith(`${owner}.`) ? full.slice(owner.length + 1) : full,
      suite: owner === undefined ? [] : [owner],
      status: statuses.get(attributes.get('result') ?? '') ?? 'skipped',
      durationMs: milliseconds(attributes.get('time')),
      message: texts.get('message') ?? texts.get('reason'),
      trace: texts.get('stack-trace'),
      output: texts.get('output'),
      file: attributes.get('source-file'),
      line: Number(attributes.get('source-line')),
      attachments,
    })
  }
}

function milliseconds(text: string | undefined): number | undefined {
  const seconds = Number(text ?? Number.NaN)
  return Number.isFinite(seconds) ? Math.round(seconds * 1e6) / 1e3 : undefined
}

export const xunitXml: ReportFormat = {
  name: 'xunit-xml',
  family: 'xml',
  roots: ['assemblies', 'assembly'],
  open: (report) => new XunitListener(report),
}
