import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { readFacts } from '../read-facts.ts'

const read = (text: string | Uint8Array) => readFacts({ name: 'report', type: 'test' }, Readable.from([Buffer.from(text)]))
const unknown = { total: null, passed: null, failed: null, skipped: null, errored: null, completeness: 'totals-only' }

describe('a test report', () => {
  it.each([
    ['that is empty', '', 'report.empty'],
    ['that is white space', ' \n\n', 'report.empty'],
    ['in XML of no known format', '<html><body>Not found</body></html>', 'report.unknown-format'],
    ['in JSON of no known format', '{"hello": "world"}', 'report.unknown-format'],
    ['that is prose', 'All is well.\n', 'report.unknown-format'],
    ['that is bytes', Buffer.from([0, 1, 2, 255, 254, 0, 7]), 'report.unknown-format'],
    ['in JSON that breaks off before it says what it is', '{"succ', 'report.malformed'],
  ])('%s has unknown counts and says why', async (_, text, code) => {
    expect(await read(text)).toMatchObject({ ...unknown, format: 'unknown', notes: [{ code }] })
  })

  it('in JSON is found behind what a package manager printed', async () => {
    const text =
      '> app@1.0.0 test\n> jest --json\n\n{"numTotalTests": 1, "openHandles": [], "testResults": [{"assertionResults": [{"title": "a", "status": "passed"}]}]}\nDone.\n'
    expect(await read(text)).toMatchObject({ format: 'jest-json', total: 1, passed: 1, notes: [{ code: 'report.lenient' }] })
  })

  it('that is console text is read for its summary', async () => {
    expect(await read('[2026-01-01] start\n===== 1 failed, 2 passed in 0.12s =====\n')).toMatchObject({
      format: 'pytest-console',
      total: 3,
      failed: 1,
      notes: [{ code: 'report.from-console' }],
    })
  })
})
