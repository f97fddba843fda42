import { Readable } from 'node:stream'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readReport } from '../read-report.ts'
import { JsonSplitter } from './json-parts.ts'

function split(text: string, cuts: readonly number[], lists: readonly string[]) {
  const elements: [string, unknown][] = []
  const splitter = new JsonSplitter({ lists, onElement: (list, element) => elements.push([list, JSON.parse(element)]) })
  const places = [0, ...cuts.map((cut) => cut % (text.length + 1)).toSorted((a, b) => a - b), text.length]
  for (const [index, from] of places.entries()) splitter.push(text.slice(from, places[index + 1] ?? text.length))
  return { elements, ...splitter.end(), hasMore: splitter.hasMore }
}

describe('JSON in parts', () => {
  it('gives every element of its lists and the rest, wherever the stream is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue(), { maxLength: 5 }),
        fc.array(fc.jsonValue(), { maxLength: 5 }),
        fc.jsonValue(),
        fc.array(fc.nat(), { maxLength: 12 }),
        fc.constantFrom(undefined, 2),
        (tests, inner, other, cuts, indent) => {
          const value = { before: other, tests, 'a"b': other, results: { tool: other, tests: inner }, after: [other] }
          const { elements, rest, isWhole } = split(JSON.stringify(value, null, indent), cuts, ['tests', 'results.tests'])
          // What JSON cannot hold, as -0, is compared as JSON holds it.
          const asKept = JSON.parse(JSON.stringify({ tests, inner, other }))
          expect(elements).toEqual([
            ...asKept.tests.map((element: unknown) => ['tests', element]),
            ...asKept.inner.map((element: unknown) => ['results.tests', element]),
          ])
          expect(JSON.parse(rest)).toEqual({
            before: asKept.other,
            tests: [],
            'a"b': asKept.other,
            results: { tool: asKept.other, tests: [] },
            after: [asKept.other],
          })
          expect(isWhole).toBe(true)
        },
      ),
    )
  })

  it('gives what had begun where it breaks off', () => {
    const { elements, begun, list, isWhole } = split('{"n": 2, "tests": [{"a": 1}, {"a": [2, ', [3, 17], ['tests'])
    expect({ elements, begun: begun.trim(), list, isWhole }).toEqual({
      elements: [['tests', { a: 1 }]],
      begun: '{"a": [2,',
      list: 'tests',
      isWhole: false,
    })
  })

  it('says when something stands behind it', () => {
    expect(split('[1, 2]\ndone\n', [2], ['']).hasMore).toBe(true)
    expect(split('[1, 2]\n \n', [2], ['']).hasMore).toBe(false)
  })
})

describe('a report in JSON that is too large to be parsed at once', () => {
  const output = 'x'.repeat(20_000)
  const file = (index: number) => ({
    name: `/app/${index}.test.js`,
    endTime: 1_000 + index,
    assertionResults: [
      { title: 'adds', ancestorTitles: [], status: 'passed', duration: 1, failureMessages: [], output },
      { title: 'breaks', ancestorTitles: [], status: index % 2 === 0 ? 'failed' : 'passed', failureMessages: ['Error: no'] },
    ],
  })
  const text = JSON.stringify({
    numTotalTests: 1_000,
    numPassedTests: 750,
    numRuntimeErrorTestSuites: 0,
    startTime: 1_000,
    testResults: Array.from({ length: 500 }, (_, index) => file(index)),
  })
  const read = (content: string) => {
    const bytes = Buffer.from(content)
    const chunks = Array.from({ length: Math.ceil(bytes.length / 65_536) }, (_, at) => bytes.subarray(at * 65_536, (at + 1) * 65_536))
    return readReport({ name: 'x', type: 'test' }, Readable.from(chunks))
  }

  it('is read as one of any size', async () => {
    expect(text.length).toBeGreaterThan(8 * 1024 * 1024)
    const report = await read(text)
    expect(report).toMatchObject({
      format: 'jest-json',
      completeness: 'full',
      totals: { total: 1_000, passed: 750, failed: 250 },
      durationMs: 499,
      notes: [],
    })
    expect(report.cases.at(-1)).toMatchObject({ name: 'breaks', suite: ['/app/499.test.js'] })
  })

  it('keeps the tests before the break, and counts none', async () => {
    const report = await read(text.slice(0, text.indexOf('/app/498.test.js') + 300))
    expect(report.totals.total).toBeNull()
    expect(report.notes).toEqual([{ code: 'report.malformed', detail: 'it breaks off' }])
    expect(report.cases.length).toBe(996)
  })

  it('may stand between other text', async () => {
    const report = await read(`> jest --json\n${text}\ndone\n`)
    expect(report).toMatchObject({ totals: { total: 1_000 }, notes: [{ code: 'report.lenient' }] })
  })
})
