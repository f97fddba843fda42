import { type ArtifactType } from '../../shared/artifact.ts'
import { type TestReport } from '../../shared/test-report.ts'
import { ReportCollector } from './reports/report-collector.ts'
import { scanConsole, scanReport } from './reports/report-scan.ts'

/** The whole report of a `test` artifact; of any other, the last test summary that its text prints. */
export async function readReport(artifact: { name: string; type: ArtifactType }, content: AsyncIterable<Uint8Array>): Promise<TestReport> {
  const report = new ReportCollector('all')
  const format = await (artifact.type === 'test' ? scanReport(content, report) : scanConsole(content, report))
  return report.report(format)
}
