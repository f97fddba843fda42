import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { readReport } from '../read-report.ts'

describe('xUnit.net’s XML', () => {
  it('gives each test with its class', async () => {
    const xml = `<assemblies><assembly name="a.dll" time="1.5"><errors/><collection name="c">
        <test name="N.C.Works" type="N.C" method="Works" time="0.01" result="Pass"/>
        <test name="N.C.Breaks(i: 1)" type="N.C" method="Breaks" time="0.02" result="Fail"><failure><message>no</message><stack-trace>at N.C</stack-trace></failure></test>
        <test name="Shown name" type="N.C" method="Later" time="0" result="Skip"><reason>soon</reason></test>
      </collection></assembly></assemblies>`
    const report = await readReport({ name: 'xunit.xml', type: 'test' }, Readable.from([Buffer.from(xml)]))
    expect(report).toMatchObject({ format: 'xunit-xml', durationMs: 1500, totals: { total: 3, passed: 1, failed: 1, skipped: 1 } })
    expect(report.cases).toMatchObject([
      { name: 'Works', suite: ['N.C'], durationMs: 10 },
      { name: 'Breaks(i: 1)', message: 'no', trace: 'at N.C' },
      { name: 'Shown name', status: 'skipped', message: 'soon' },
    ])
  })
})
