// What tests left beside their results, in every format that says it.
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { testReportSchema } from '../../../shared/test-report.ts'
import { readReport } from '../read-report.ts'

async function attachmentsIn(content: string) {
  const report = await readReport({ name: 'x', type: 'test' }, Readable.from([Buffer.from(content)]))
  return testReportSchema.parse(report).cases[0]?.attachments
}

const playwrightTest = {
  status: 'unexpected',
  results: [
    { status: 'failed', retry: 0, attachments: [{ name: 'screenshot', contentType: 'image/png', path: '/w/results/a/test-failed-1.png' }] },
    { status: 'failed', retry: 1, attachments: [{ name: 'trace', contentType: 'application/zip', path: '/w/results/a/trace.zip' }] },
  ],
}

describe('the attachments of a test', () => {
  it.each([
    [
      'Playwright’s JSON, of all its runs',
      JSON.stringify({ config: { rootDir: '/w' }, suites: [{ title: 'a', specs: [{ title: 't', tests: [playwrightTest] }] }] }),
      [
        { name: 'screenshot', mimeType: 'image/png', path: '/w/results/a/test-failed-1.png' },
        { name: 'trace', mimeType: 'application/zip', path: '/w/results/a/trace.zip' },
      ],
    ],
    [
      'JUnit XML, where the output names them',
      `<testsuite><testcase name="t"><system-out><![CDATA[
[[ATTACHMENT|../results/a/test-failed-1.png]]
]]></system-out></testcase></testsuite>`,
      [{ name: 'test-failed-1.png', path: '../results/a/test-failed-1.png' }],
    ],
    [
      'TRX',
      `<TestRun><Results><UnitTestResult testName="t" outcome="Passed"><ResultFiles><ResultFile path="host\\shot.png"/></ResultFiles></UnitTestResult></Results></TestRun>`,
      [{ name: 'shot.png', path: 'host\\shot.png' }],
    ],
    [
      'NUnit',
      `<test-run><test-case name="t" methodname="t" result="Passed"><attachments>
        <attachment><filePath>/w/shot.png</filePath><description>x</description></attachment></attachments></test-case></test-run>`,
      [{ name: 'shot.png', path: '/w/shot.png' }],
    ],
    [
      'xUnit.net 3',
      `<assemblies><assembly><collection><test name="t" result="Pass"><attachments><attachment name="log" media-type="text/plain">aGk=</attachment></attachments></test></collection></assembly></assemblies>`,
      [{ name: 'log', mimeType: 'text/plain' }],
    ],
    [
      'CTRF',
      JSON.stringify({
        results: {
          tool: {},
          summary: { tests: 1 },
          tests: [{ name: 't', status: 'passed', attachments: [{ name: 'log', contentType: 'text/plain', path: 'a.log' }] }],
        },
      }),
      [{ name: 'log', mimeType: 'text/plain', path: 'a.log' }],
    ],
    [
      'Cucumber’s JSON',
      JSON.stringify([
        {
          uri: 'a.feature',
          keyword: 'Feature',
          elements: [{ name: 't', steps: [{ result: { status: 'passed' }, embeddings: [{ mime_type: 'image/png', data: 'AA==' }] }] }],
        },
      ]),
      [{ name: 'attachment', mimeType: 'image/png' }],
    ],
  ])('are listed from %s', async (_format, content, wanted) => {
    expect(await attachmentsIn(content)).toEqual(wanted)
  })
})
