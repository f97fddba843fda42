// The table of test-report formats: adding one is a file and a row.
import { junitXml } from './junit-xml.ts'
import { necrocodeResult } from './necrocode-result.ts'
import { type ReportFormat } from './report-format.ts'
import { swebenchReport } from './swebench-report.ts'

export const reportFormats: readonly ReportFormat[] = [junitXml, necrocodeResult, swebenchReport]
