import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { readFacts } from '../read-facts.ts'
import { readReport } from '../read-report.ts'

const artifact = { name: 'junit.xml', type: 'test' } as const
const read = (xml: string | Uint8Array) => readReport(artifact, Readable.from([Buffer.from(xml)]))
const codes = (report: { notes: { code: string }[] }) => report.notes.map(({ code }) => code)

describe('JUnit XML', () => {
  it('gives suite path, place, message and output of a test', async () => {
    const report = await read(`<?xml version="1.0"?>
      <testsuites time="2.5"><testsuite name="outer" file="a.py"><testsuite name="inner">
        <testcase classname="pkg.Case" name="test_x" time="0.25" line="7">
          <failure message="1 != 2" type="AssertionError"><![CDATA[at a.py:7]]></failure><system-out>said</system-out>
        </testcase>
      </testsuite></testsuite></testsuites>`)
    expect(report).toMatchObject({ format: 'junit-xml', durationMs: 2500, completeness: 'full' })
    const test = {
      suite: ['outer', 'inner', 'pkg.Case'],
      durationMs: 250,
      message: '1 != 2',
      trace: 'at a.py:7',
      output: 'said',
      file: 'a.py',
      line: 7,
    }
    expect(report.cases).toEqual([{ name: 'test_x', status: 'failed', ...test }])
  })

  it('counts a test once, however many results it has', async () => {
    const report = await read(`<testsuite>
      <testcase name="both"><skipped/><failure/><failure/></testcase>
      <testcase name="flaky"><flakyFailure message="first"/></testcase>
      <testcase name="retried"><failure/><rerunFailure/><rerunFailure/></testcase>
      <testcase name="disabled" status="disabled"/>
      <testcase name="broken"><error/></testcase></testsuite>`)
    expect(report.totals).toEqual({ total: 5, passed: 1, failed: 3, skipped: 1, errored: 1 })
    expect(report.cases.map(({ retries }) => retries)).toEqual([undefined, 1, 2, undefined, undefined])
  })

  it('says when the file’s own totals are others', async () => {
    expect(codes(await read('<testsuite tests="3"><testcase name="a"/></testsuite>'))).toEqual(['report.totals-disagree'])
    expect(codes(await read('<testsuites tests="1"><testsuite tests="9"><testcase name="a"/></testsuite></testsuites>'))).toEqual([])
  })

  it('compares no totals of suites with tests that stand beside them, nor with those of a suite that counts none', async () => {
    const beside = '<testsuites><testcase name="a"/><testsuite tests="1"><testcase name="b"/></testsuite></testsuites>'
    expect(codes(await read(beside))).toEqual([])
    const uncounted =
      '<testsuites><testsuite><testcase name="a"/></testsuite><testsuite tests="1"><testcase name="b"/></testsuite></testsuites>'
    expect(codes(await read(uncounted))).toEqual([])
  })

  it('knows no counts of a malformed file, but the place of the fault and the tests before it', async () => {
    const report = await read('<testsuite>\n<testcase name="a"/>\n<testcase name="b">\n</testsuite>')
    expect(report.totals).toEqual({ total: null, passed: null, failed: null, skipped: null, errored: null })
    expect(report.notes).toEqual([{ code: 'report.malformed', detail: expect.stringMatching(/^line 4, column \d+: /) }])
    expect(report.cases).toMatchObject([{ name: 'a' }])
    expect(report.cases.length).toBe(1)
  })

  it('never fetches an external entity, and still counts', async () => {
    const report = await read(`<?xml version="1.0"?><!DOCTYPE testsuite [<!ENTITY secret SYSTEM "file:///etc/passwd">]>
      <testsuite><testcase name="a"><failure>&secret;</failure></testcase></testsuite>`)
    expect(report.notes).toEqual([{ code: 'report.external-entity', detail: expect.stringContaining('secret') }])
    expect(report.cases).toMatchObject([{ name: 'a', status: 'failed', trace: '&secret;' }])
  })

  it('is not blown up by entities that multiply', async () => {
    const laughs = Array.from({ length: 30 }, (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`).join('')
    const report = await read(`<!DOCTYPE testsuite [<!ENTITY l0 "ha">${laughs}]><testsuite><testcase name="&l30;"/></testsuite>`)
    expect(report.cases).toMatchObject([{ name: '&l30;', status: 'passed' }])
    expect(codes(report)).toEqual(['report.lenient'])
  })

  it('is refused when its elements nest without end', async () => {
    const report = await read(`<testsuite>${'<testsuite>'.repeat(100_000)}`)
    expect(report.notes).toEqual([{ code: 'report.malformed', detail: expect.stringContaining('1000') }])
  })

  it.each([
    [
      'UTF-16 with a mark',
      Buffer.from('\uFEFF<?xml version="1.0" encoding="UTF-16"?><testsuite><testcase name="ä"/></testsuite>', 'utf16le'),
      [],
    ],
    [
      'UTF-16 under a name that is none',
      Buffer.from('\uFEFF<?xml version="1.0" encoding="UTF-16 LE"?><testsuite><testcase name="ä"/></testsuite>', 'utf16le'),
      ['report.lenient'],
    ],
    [
      'UTF-8 that says it is UTF-16',
      Buffer.from('<?xml version="1.0" encoding="utf-16"?><testsuite><testcase name="ä"/></testsuite>'),
      ['report.lenient'],
    ],
    ['ISO-8859-1', Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><testsuite><testcase name="ä"/></testsuite>', 'latin1'), []],
    [
      'UTF-8 with wrong bytes',
      Buffer.concat([Buffer.from('<testsuite><testcase name="ä">'), Buffer.from([0xff]), Buffer.from('</testcase></testsuite>')]),
      ['text.invalid-utf8'],
    ],
  ])('is read in %s', async (_, bytes, notes) => {
    const report = await read(bytes)
    expect(report.cases).toMatchObject([{ name: 'ä' }])
    expect(codes(report)).toEqual(notes)
  })

  it('of any number of tests takes little memory for its facts', async () => {
    const row =
      '<testcase classname="a.b.C" name="test_something_long_enough" time="0.001"><system-out>some words</system-out></testcase>\n'
    const block = Buffer.from(row.repeat(1_000))
    async function* chunks() {
      yield Buffer.from('<testsuite>')
      for (let count = 0; count < 300; count++) yield block
      yield Buffer.from('</testsuite>')
    }
    const facts = await readFacts(artifact, chunks())
    expect(facts).toMatchObject({ total: 300_000, failed: 0 })
    expect(process.memoryUsage().heapUsed).toBeLessThan(300_000_000)
  })
})
