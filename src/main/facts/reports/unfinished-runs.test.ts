// Reports written line by line by a run that was killed: what is there counts, and that there may be more is said.
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { readReport } from '../read-report.ts'

const read = (content: string) => readReport({ name: 'x', type: 'test' }, Readable.from([Buffer.from(content)]))
const lines = (...values: object[]) => values.map((value) => JSON.stringify(value)).join('\n')

const goEvents = [
  { Action: 'start', Package: 'ex/p' },
  { Action: 'run', Package: 'ex/p', Test: 'TestA' },
  { Action: 'pass', Package: 'ex/p', Test: 'TestA', Elapsed: 0.1 },
]
const pytestEntries = [
  { $report_type: 'SessionStart', pytest_version: '9.0' },
  ...['setup', 'call', 'teardown'].map((when) => ({ $report_type: 'TestReport', nodeid: 'a.py::t', when, outcome: 'passed', duration: 0 })),
]
const dartEvents = [
  { protocolVersion: '0.1.1', runnerVersion: '1.2', pid: 1, type: 'start', time: 0 },
  { test: { id: 1, name: 'adds', suiteID: 0, groupIDs: [] }, type: 'testStart', time: 1 },
  { testID: 1, result: 'success', skipped: false, hidden: false, type: 'testDone', time: 2 },
]

describe('the report of a run that was killed', () => {
  it.each([
    ['go test -json', lines(...goEvents), lines({ Action: 'pass', Package: 'ex/p', Elapsed: 0.1 })],
    ['pytest-reportlog', lines(...pytestEntries), lines({ exitstatus: 0, $report_type: 'SessionFinish' })],
    ['Dart’s events', lines(...dartEvents), lines({ success: true, type: 'done', time: 3 })],
    ['TAP', 'TAP version 13\nok 1 - a', '1..1'],
  ])('in %s says that tests may be missing; that of one that ended does not', async (_format, begun, ending) => {
    const broken = await read(begun)
    expect(broken.totals).toMatchObject({ total: 1, passed: 1 })
    expect(broken.notes).toEqual([{ code: 'report.run-failed', detail: expect.stringContaining('tests may be missing') }])
    expect((await read(`${begun}\n${ending}`)).notes).toEqual([])
  })
})
