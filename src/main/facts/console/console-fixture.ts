import { type TestReport } from '../../../shared/test-report.ts'
import { ReportCollector } from '../reports/report-collector.ts'
import { ConsoleScan } from './console-scan.ts'

/** The report that a console's text prints; undefined where it prints none. */
export function readConsole(text: string): TestReport | undefined {
  const scan = new ConsoleScan()
  for (const line of text.split('\n')) scan.line(line)
  scan.end()
  const report = new ReportCollector('all')
  const format = scan.collect(report)
  return format === undefined ? undefined : report.report(format)
}
