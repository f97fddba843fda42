import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { logDeltaSchema } from '../../../shared/comparison/log-delta.ts'
import { openFactsPool } from '../facts-pool.ts'

const pool = openFactsPool({ threads: 1 })
afterAll(() => pool.close())

const log = (name: string, open: () => AsyncIterable<Uint8Array>) => ({ subject: { name, type: 'log' as const }, open: async () => open() })
const part = (text: string) =>
  log('a.log', async function* () {
    yield Buffer.from(text)
  })
const delta = async (first: string, second: string) => logDeltaSchema.parse(await pool.compareLogs(part(first), part(second)))

describe('two logs', () => {
  it('that differ in times, places and ids alone say the same', async () => {
    const first = '2026-11-21T08:00:00Z start /home/a/app/run.sh\nRan 5 tests in 0.1s\n'
    const { first: one, second: other, common } = await delta(first, '2026-11-22T09:30:00Z start /srv/b/run.sh\nRan 5 tests in 2.7s\n')
    expect([one.listed, other.listed, common]).toEqual([[], [], 2])
    expect(one).toMatchObject({ lines: 2, onlyHere: 0 })
  })

  it('tell which lines only one of them has, where, and what they report', async () => {
    const { first, second, common } = await delta('a\nERROR: gone\nb\n', 'a\nb\n\nwarning: new\n')
    expect(first).toMatchObject({ onlyHere: 1, errors: 1, listed: [{ line: 2, text: 'ERROR: gone', times: 1, mark: 'error' }] })
    expect(second).toMatchObject({ onlyHere: 1, warnings: 1, listed: [{ line: 4, text: 'warning: new', mark: 'warning' }] })
    expect(common).toBe(2)
  })

  it('name a line that comes again and again once, with how often', async () => {
    const { second } = await delta('', 'retry in 3 s\nretry in 9 s\nretry in 27 s\n')
    expect(second).toMatchObject({ onlyHere: 3, distinct: 1, listed: [{ line: 1, text: 'retry in 3 s', times: 3 }] })
  })

  it('are compared by what a terminal showed of them', async () => {
    const { first, second } = await delta('\u001b[31mred\u001b[0m\r\n10%\r100%\n', 'red\n100%  \n')
    expect([first.listed, second.listed]).toEqual([[], []])
  })

  it('list so many lines and count the others; errors are listed whatever stands before them', async () => {
    const words = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => `word ${from + at}`).join('\n')
    const { first } = await delta(`${words(0, 5000)}\nERROR: at the end\n`, '')
    expect(first).toMatchObject({ lines: 5001, onlyHere: 5001, distinct: 5001, errors: 1 })
    expect(first.listed).toHaveLength(2001)
    expect(first.listed.at(-1)).toMatchObject({ line: 5001, mark: 'error' })
  })

  it('may be empty', async () => {
    expect(await delta('', '')).toMatchObject({ first: { lines: 0, listed: [] }, second: { lines: 0 }, common: 0 })
  })

  it('of any size take eight bytes a line', async () => {
    const lines = 150_000
    const content = (word: string) =>
      async function* () {
        for (let at = 0; at < lines; at += 1000) {
          yield Buffer.from(Array.from({ length: 1000 }, (_, line) => `${at + line} ${word} ${'filling '.repeat(50)}\n`).join(''))
        }
      }
    const before = process.memoryUsage().rss
    let peak = before
    const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20)
    const { first } = await pool.compareLogs(log('a', content('one')), log('b', content('two')))
    clearInterval(watch)
    expect(first).toMatchObject({ lines, onlyHere: lines, distinct: lines })
    // The two logs together are 126 MB.
    expect(peak - before).toBeLessThan(115_000_000)
  }, 120_000)

  it('that cannot be read fail with what they throw', async () => {
    const broken = log('b', async function* () {
      yield Buffer.from('a\n')
      throw new Error('the disk is gone')
    })
    await expect(pool.compareLogs(part('a\n'), broken)).rejects.toThrow('the disk is gone')
    expect(await delta('a', 'a')).toMatchObject({ common: 1 })
  })
})

const runs = join(process.env['VITRINE_CORPUS'] ?? join(import.meta.dirname, '../../../../../shared/corpus'), 'runs')
const hasCorpus = existsSync(runs)
// oxlint-disable-next-line no-console -- a skipped comparison must be noticed
if (!hasCorpus) console.warn(`no corpus in ${runs}: logs of real agents are not compared (set VITRINE_CORPUS)`)

describe.skipIf(!hasCorpus)('logs of two agents at the same task', () => {
  const task = 'sympy/sympy__sympy-12481/eval.log'
  const read = (agent: string) => log('eval.log', () => createReadStream(join(runs, agent, task)))

  it('differ in what the tests said, and not in when and where they ran', async () => {
    const { first, second, common } = await pool.compareLogs(read('sweagent-gpt4-20240402'), read('gold-reference'))
    const texts = (side: typeof first) => side.listed.map(({ text }) => text)
    expect(texts(first)).toContain('test_Permutation F')
    expect(texts(second)).toContain('test_Permutation ok')
    expect(texts(second).filter((text) => /random seed|hash randomization/.test(text))).toEqual([])
    expect(common).toBeGreaterThan(50)
  })
})

it('reports are compared in the pool, one after the other', async () => {
  const xml = (failed: string) => `<testsuite name="s" tests="1"><testcase name="a">${failed}</testcase></testsuite>`
  const report = (text: string) => ({ ...part(text), subject: { name: 'junit.xml', type: 'test' as const } })
  const compared = await pool.compareTests(report(xml('')), report(xml('<failure message="no"/>')))
  expect(compared).toMatchObject({ counts: { broke: 1 }, tests: [{ name: 'a', message: 'no' }] })
})
