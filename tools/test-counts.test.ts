import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { root, runCommand } from './run-command.ts'
import { countPlaywright, countVitest, formatClosingLine, readCounts } from './test-counts.ts'

// Inside the repository, so that its test files find vitest.
mkdirSync(join(root, 'test-results'), { recursive: true })
const directory = mkdtempSync(join(root, 'test-results', 'counts-'))
afterAll(() => rmSync(directory, { recursive: true }))

function write(name: string, text: string): string {
  const path = join(directory, name)
  writeFileSync(path, text)
  return path
}

test('counts what vitest itself reports, what was tried again, and a file that cannot be imported', async () => {
  const source = `import { expect, test } from 'vitest'
let tries = 0
test('yes', () => {})
test('no', () => expect(1).toBe(2))
test('at last', () => expect(tries++).toBe(1))
test.skip('later', () => {})
`
  write('a.test.mjs', source)
  write('b.test.mjs', "import './absent.mjs'\n")
  const report = join(directory, 'unit.json')
  const { code } = await runCommand(`vitest run --root "${directory}" --retry=1 --reporter=json --outputFile.json="${report}"`, {
    timeoutMs: 60_000,
  })
  expect(readCounts(report, countVitest, code)).toEqual({
    passed: 2,
    failed: 2,
    skipped: ['later'],
    triedAgain: [expect.stringMatching(/^at last: AssertionError: expected \+?0 to be 1/)],
  })
}, 60_000)

test('counts stories at any depth, with the reason of those that were skipped or tried again', () => {
  const spec = (title: string, status: string, description?: string) => ({
    title,
    tests: [
      {
        status,
        annotations: description === undefined ? [] : [{ type: 'skip', description }],
        results: status === 'flaky' ? [{ error: { message: '\u001B[31mno row\u001B[39m' } }, {}] : [{}],
      },
    ],
  })
  const inner = { specs: [spec('c', 'skipped', 'no Electron'), spec('d', 'flaky')], suites: [] }
  const report = { suites: [{ specs: [spec('a', 'expected'), spec('b', 'unexpected')], suites: [inner] }], errors: [] }
  expect(countPlaywright(report)).toEqual({ passed: 2, failed: 1, skipped: ['c: no Electron'], triedAgain: ['d: no row'] })
  expect(countPlaywright({ suites: [], errors: [{ message: 'the configuration is broken' }] }).failed).toBe(1)
})

test('a runner that wrote nothing, ran nothing or failed without saying why has failed', () => {
  const none = { passed: 0, failed: 1, skipped: [], triedAgain: [] }
  expect(readCounts(join(directory, 'absent.json'), countVitest, 0)).toEqual(none)
  expect(readCounts(write('empty.json', '{"testResults":[]}'), countVitest, 0)).toEqual(none)
  const one =
    '{"testResults":[{"name":"a","status":"passed","assertionResults":[{"fullName":"a","status":"passed","failureMessages":[]}]}]}'
  expect(readCounts(write('one.json', one), countVitest, 1)).toEqual({ passed: 1, failed: 1, skipped: [], triedAgain: [] })
  expect(readCounts(write('one.json', one), countVitest, 0)).toEqual({ passed: 1, failed: 0, skipped: [], triedAgain: [] })
})

test('closes with one line', () => {
  const counts = [
    { passed: 2, failed: 0, skipped: [], triedAgain: [] },
    { passed: 3, failed: 1, skipped: [], triedAgain: [] },
  ]
  expect(formatClosingLine(counts)).toBe('5 passed, 1 failed')
  expect(formatClosingLine([...counts, { passed: 0, failed: 0, skipped: ['a'], triedAgain: [] }])).toBe('5 passed, 1 failed, 1 skipped')
})
