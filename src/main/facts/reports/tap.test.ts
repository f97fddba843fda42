import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { readReport } from '../read-report.ts'

const read = (...lines: string[]) => readReport({ name: 'out.tap', type: 'test' }, Readable.from([Buffer.from(lines.join('\n'))]))

describe('TAP', () => {
  it('counts the points at the margin', async () => {
    const report = await read(
      'TAP version 14',
      '1..4',
      '    ok 1 - inner',
      '    1..1',
      'ok 1 - outer',
      'not ok 2 - bad',
      'ok 3 # SKIP no net',
      'not ok 4 - later # TODO',
    )
    expect(report.totals).toEqual({ total: 4, passed: 1, failed: 1, skipped: 2, errored: 0 })
    expect(report.cases.map(({ name, message }) => [name, message])).toEqual([
      ['outer', undefined],
      ['bad', undefined],
      ['3', 'no net'],
      ['later', undefined],
    ])
  })

  it('reads the diagnostics of a failing point', async () => {
    const report = await read(
      'TAP version 13',
      'not ok 1 - adds',
      '  ---',
      '  message: "1 != 2"',
      '  at:',
      '    file: test.js',
      '    line: 7',
      '  ...',
      '1..1',
    )
    expect(report.cases).toMatchObject([{ name: 'adds', message: '1 != 2', file: 'test.js', line: 7 }])
  })

  it('says when points are missing or the run gave up', async () => {
    const report = await read('TAP version 13', '1..3', 'ok 1', 'Bail out! no database')
    expect(report.notes.map(({ code }) => code)).toEqual(['report.run-failed', 'report.totals-disagree'])
  })
})
