import { Readable } from 'node:stream'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { artifactTypes } from '../../shared/artifact.ts'
import { factsSchema } from '../../shared/facts.ts'
import { testReportSchema } from '../../shared/test-report.ts'
import { readFacts } from './read-facts.ts'
import { readReport } from './read-report.ts'

const chunksOf = (content: string | Uint8Array) => Readable.from([Buffer.from(content)])

describe('the facts of a log', () => {
  const log = (text: string | Uint8Array) => readFacts({ name: 'x.log', type: 'log' }, chunksOf(text))

  it('say how many lines report errors and warnings, and where the first error stands', async () => {
    const text = 'start\nWARNING: low\nmake: *** [all] Error 2\n0 errors\nERROR: again\nend'
    expect(await log(text)).toMatchObject({ lines: 6, errors: 2, warnings: 1, firstErrorLine: 3, hasAnsi: false, test: null, notes: [] })
  })

  it('hold the last test summary', async () => {
    const facts = await log(
      'FAILED a.py::b - no\n=== short test summary info ===\nFAILED a.py::b - no\n=== 1 failed, 2 passed in 0.1s ===\n',
    )
    expect(facts).toMatchObject({
      test: { format: 'pytest-console', total: 3, failed: 1, failures: [{ name: 'a.py › b', message: 'no' }] },
    })
  })

  it('say when there are terminal codes or wrong bytes', async () => {
    expect(await log('\u001B[1mbold\u001B[0m')).toMatchObject({ lines: 1, hasAnsi: true })
    expect(await log(Buffer.from('caf\xe9\n', 'latin1'))).toMatchObject({ lines: 1, notes: [{ code: 'text.invalid-utf8' }] })
  })

  it('of an empty log are zero', async () => {
    expect(await log('')).toMatchObject({ lines: 0, errors: 0, firstErrorLine: null })
  })

  it('take little memory for one line without end', async () => {
    const block = Buffer.alloc(1_000_000, 'error ')
    async function* endless() {
      for (let count = 0; count < 500; count++) yield block
    }
    const before = process.memoryUsage().rss
    expect(await readFacts({ name: 'x.log', type: 'log' }, endless())).toMatchObject({ lines: 1 })
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000)
  })
})

describe('the facts of a file', () => {
  it.each([
    ['notes.md', 'one\ntwo', { content: 'text', lines: 2 }],
    ['empty', '', { content: 'empty', lines: null }],
    ['shot.png', Buffer.from('89504e470d0a1a0a0000', 'hex'), { content: 'image', lines: null }],
    ['logo.svg', '<svg/>', { content: 'image', lines: null }],
    ['core', Buffer.from([0, 1, 2]), { content: 'binary', lines: null }],
    ['utf16.txt', Buffer.from('\uFEFFone\ntwo\n', 'utf16le'), { content: 'text', lines: 2 }],
  ])('%s say how it can be shown', async (name, content, facts) => {
    expect(await readFacts({ name, type: 'file' }, chunksOf(content))).toMatchObject(facts)
  })
})

describe('the facts of compressed content', () => {
  const diff = 'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1,2 @@\n-a\n+b\n+c\n'
  const report = '<testsuite><testcase name="a"/><testcase name="b"><failure message="no"/></testcase></testsuite>'
  it.each([
    ['diff', 'x.diff', diff],
    ['log', 'run.log', 'start\nERROR: no\n'],
    ['test', 'junit.xml', report],
    ['file', 'notes.md', '# Notes\n'],
  ] as const)('of type %s are those of what it holds, and say so', async (type, name, text) => {
    const { notes, ...facts } = await readFacts({ name, type }, chunksOf(text))
    for (const [packing, bytes] of [
      ['gzip', gzipSync(text)],
      ['zstd', zstdCompressSync(text)],
    ] as const) {
      const packed = await readFacts({ name: `${name}.${packing}`, type }, chunksOf(bytes))
      expect(packed).toEqual({ ...facts, notes: [...notes, { code: 'content.unpacked', detail: packing }] })
      expect(factsSchema.safeParse(packed).success).toBe(true)
    }
  })

  it('of a picture call it binary: what a window shows are the bytes that were uploaded', async () => {
    const png = gzipSync(Buffer.from('89504e470d0a1a0a0000', 'hex'))
    expect(await readFacts({ name: 'x.png.gz', type: 'file' }, chunksOf(png))).toMatchObject({ content: 'binary' })
  })

  it('say why it cannot be read when it is cut off', async () => {
    const facts = await readFacts({ name: 'x.log.gz', type: 'log' }, chunksOf(gzipSync('a line\n').subarray(0, 20)))
    expect(facts).toMatchObject({ type: 'log', notes: [{ code: 'facts.failed', detail: expect.stringContaining('gzip') }] })
  })
})

describe('any content', () => {
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"',
    ',',
    ':',
    '\n',
    ' ',
    '<',
    '>',
    '/',
    '&',
    '<testsuite>',
    '</testsuite>',
    '<testcase name="a">',
    '<?xml version="1.0"?>',
    '<!DOCTYPE a [',
    '{"Action":"run","Package":"p","Test":"T"}\n',
    '{"$report_type":"TestReport","nodeid":1}\n',
    '{"protocolVersion":"1","runnerVersion":"1"}\n',
    '{"type":"testStart","test":null}\n',
    '"numTotalTests":1',
    '"testResults":[null,{}]',
    '"openHandles":0',
    '"test_results":[1]',
    '"success":0',
    '"stats":{"suites":1,"passes":1}',
    '"tests":[null]',
    '"reportFormat":"CTRF"',
    '"results":{"tests":[[]]}',
    '"config":{"rootDir":1}',
    '"suites":[{"specs":[{"tests":[{}]}]}]',
    '"examples":[3]',
    '"version":1',
    '"a":{"tests_status":{"b":{"success":[{}]}}}',
    'TAP version 14\n',
    '1..3\n',
    'ok 1\n',
    'not ok # TODO\n',
    '  ---\n',
    '  ...\n',
    'diff --git a/x b/x\n',
    '--- a/x\n',
    '+++ b/x\n',
    '@@ -1,2 +1 @@\n',
    '@@@ -1 -1 +1 @@@\n',
    '-a\n',
    '+b\n',
    'GIT binary patch\n',
    '=== 1 failed in 0.1s ===\n',
    '=== 99999999999999999999 passed in 0.1.1s ===\n',
    '=== short test summary info ===\n',
    'FAILED a::b - [c\n',
    'Ran 1 test in 0.1s\n',
    'FAILED (errors=99999999999999999999)\n',
    ' tests finished: 1 failed, \n',
    '\u0000',
    '\uFEFF',
    '\u001B[',
  )
  const content = fc.oneof(
    fc.array(pieces, { maxLength: 40 }).map((parts) => Buffer.from(parts.join(''))),
    fc.uint8Array({ maxLength: 300 }),
  )

  it('gives facts and a report, whatever type it is taken for', async () => {
    await fc.assert(
      fc.asyncProperty(content, fc.constantFrom(...artifactTypes), async (bytes, type) => {
        expect(factsSchema.parse(await readFacts({ name: 'x', type }, chunksOf(bytes))).type).toBe(type)
        testReportSchema.parse(await readReport({ name: 'x', type }, chunksOf(bytes)))
      }),
      { numRuns: 1_000 },
    )
  })
})
