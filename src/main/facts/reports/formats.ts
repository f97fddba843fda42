// The table of test-report formats: adding one is a file and a row.
import { ctrf } from './ctrf.ts'
import { cucumberJson } from './cucumber-json.ts'
import { cucumberMessages } from './cucumber-messages.ts'
import { dartJson } from './dart-json.ts'
import { goTestJson } from './go-test-json.ts'
import { jestJson, vitestJson } from './jest-json.ts'
import { junitXml } from './junit-xml.ts'
import { mochaJson } from './mocha-json.ts'
import { mochawesome } from './mochawesome.ts'
import { necrocodeResult } from './necrocode-result.ts'
import { nunit } from './nunit.ts'
import { playwrightJson } from './playwright-json.ts'
import { pytestJson } from './pytest-json.ts'
import { pytestReportlog } from './pytest-reportlog.ts'
import { type ReportFormat } from './report-format.ts'
import { rspecJson } from './rspec-json.ts'
import { swebenchReport } from './swebench-report.ts'
import { swebenchOutput } from './swebench-output.ts'
import { tap } from './tap.ts'
import { testngXml } from './testng-xml.ts'
import { trx } from './trx.ts'
import { xunitXml } from './xunit-xml.ts'

export const reportFormats: readonly ReportFormat[] = [
  junitXml,
  trx,
  nunit,
  xunitXml,
  testngXml,
  necrocodeResult,
  swebenchReport,
  swebenchOutput,
  jestJson,
  vitestJson,
  playwrightJson,
  ctrf,
  rspecJson,
  mochaJson,
  mochawesome,
  cucumberJson,
  pytestJson,
  goTestJson,
  pytestReportlog,
  dartJson,
  cucumberMessages,
  tap,
]
