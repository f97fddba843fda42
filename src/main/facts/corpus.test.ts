// Every row of the corpus: what agents and public tools wrote, against counts that no code of ours made.
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { createGunzip } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { type ArtifactType } from '../../shared/artifact.ts'
import { type Facts, factsSchema } from '../../shared/facts.ts'
import { testReportSchema } from '../../shared/test-report.ts'
import { walkDiff } from './diff/diff-walk.ts'
import { readFacts } from './read-facts.ts'
import { readReport } from './read-report.ts'
import { recogniseType } from './recognise.ts'

const corpus = process.env['VITRINE_CORPUS'] ?? join(import.meta.dirname, '../../../../shared/corpus')
const hasCorpus = existsSync(join(corpus, 'expected.tsv'))
// oxlint-disable-next-line no-console -- a skipped comparison must be noticed
if (!hasCorpus) console.warn(`no corpus in ${corpus}: facts are not compared with it (set VITRINE_CORPUS)`)

function rows(file: string): Record<string, string>[] {
  if (!hasCorpus) return []
  const [head = '', ...lines] = readFileSync(join(corpus, file), 'utf8').trimEnd().split('\n')
  const columns = head.split('\t')
  return lines.map((line) => Object.fromEntries(line.split('\t').map((value, index) => [columns[index] ?? '', value])))
}

const open = (path: string) => {
  const bytes = createReadStream(join(corpus, path))
  return path.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes
}
const subject = (path: string, type: ArtifactType) => ({ name: basename(path).replace(/\.gz$/, ''), type })
const factsOf = async (path: string, type: ArtifactType): Promise<Facts> =>
  factsSchema.parse(await readFacts(subject(path, type), open(path)))
const codesOf = ({ notes }: Facts) => notes.map(({ code }) => code)
const noted = (notes: string | undefined, pattern: RegExp) => Number(pattern.exec(notes ?? '')?.[1] ?? 0)

const expected = rows('expected.tsv')
const diffs = expected.filter(({ kind }) => kind === 'diff')
const reports = expected.filter(({ kind }) => kind === 'test')

describe.skipIf(!hasCorpus)('the diffs of the corpus', () => {
  const honest: Record<string, string[]> = {
    inconsistent: ['diff.inconsistent'],
    'context-diff': ['diff.context-format'],
    'no-diff': ['diff.none'],
    ok: [],
  }

  it.each(diffs)('$path', async ({ path = '', status = '', files, insertions, deletions, notes }) => {
    const facts = await factsOf(path, 'diff')
    const counts = { files: Number(files), insertions: Number(insertions), deletions: Number(deletions) }
    // diffstat counts changed lines of a context diff apart; git counts those of the unified one that says the same.
    expect(facts).toMatchObject(status === 'context-diff' ? { files: 1, insertions: 5, deletions: 3 } : counts)
    expect(facts).toMatchObject({ renames: noted(notes, /rename=(\d+)/), binaries: noted(notes, /binary=(\d+)/) })
    expect(codesOf(facts).filter((code) => code.startsWith('diff.') && code !== 'diff.ansi-stripped')).toEqual(honest[status])
  })

  it('have as many rows, walked through for notes, triage and pages, as git counts', async () => {
    // git stops at the first line beyond a header's count, and the unified form of a context diff has its changed lines go and come.
    const others: Record<string, number[]> = { '55-unicode-width.diff': [9, 2], 'diff-context.diff': [5, 3] }
    for (const { path = '', insertions, deletions } of diffs) {
      const signs: string[] = []
      await walkDiff(open(path), { hunk: () => {}, row: (sign) => signs.push(sign) })
      const inserted = signs.filter((sign) => sign.includes('+')).length
      const deleted = signs.filter((sign) => sign.includes('-') && !sign.includes('+')).length
      expect([inserted, deleted], path).toEqual(others[basename(path)] ?? [Number(insertions), Number(deletions)])
    }
  })
})

describe.skipIf(!hasCorpus)('the test reports of the corpus', () => {
  it.each(reports)('$path', async ({ path = '', format, status = '', total, passed, failed, skipped, notes }) => {
    const facts = await factsOf(path, 'test')
    const isCounted = status === 'ok' || status === 'lenient'
    const counts = isCounted ? [total, passed, failed, skipped].map(Number) : [null, null, null, null]
    const errored = /errored=/.test(notes ?? '') ? { errored: noted(notes, /errored=(\d+)/) } : {}
    expect(facts).toMatchObject({ total: counts[0], passed: counts[1], failed: counts[2], skipped: counts[3], ...errored })
    // A file that is refused for its entities does not come as far as a format.
    expect(facts).toMatchObject({ format: status === 'external-entity' ? 'unknown' : format })
    for (const problem of ['external-entity', 'malformed', 'lenient'] as const) {
      expect(codesOf(facts).includes(`report.${problem}`), problem).toBe(status === problem)
    }
  })

  it('have a full report that agrees with the facts', async () => {
    for (const { path = '' } of reports) {
      const report = testReportSchema.parse(await readReport(subject(path, 'test'), open(path)))
      const { total } = report.totals
      // A broken report keeps the tests before the break, and counts none.
      if (total === null) continue
      expect(report.cases.length, path).toBe(total)
      expect(report.cases.filter(({ status }) => status === 'failed' || status === 'errored').length, path).toBe(report.totals.failed ?? 0)
    }
  })

  it('are recognised by their content, whatever their name', async () => {
    for (const { path = '', status } of reports) {
      if (status === 'external-entity') continue
      const head = readFileSync(join(corpus, path)).subarray(0, 64 * 1024)
      for (const name of [basename(path), 'x.txt', 'result']) expect(recogniseType(name, head), `${path} as ${name}`).toBe('test')
    }
  })
})

describe.skipIf(!hasCorpus)('the evaluation logs of the corpus', () => {
  it.each(rows('expected-logs.tsv'))('$path', async ({ path = '', style, ...columns }) => {
    const facts = await factsOf(path, 'log')
    const count = (name: string) => Number(columns[name])
    const wanted = {
      format: `${style}-console`,
      passed: count('passed') + count('xpassed'),
      failed: count('failed') + count('errors'),
      errored: count('errors'),
      skipped: count('skipped') + count('xfailed'),
      notes: [{ code: 'report.from-console' }],
    }
    expect(facts).toMatchObject({ test: style === 'none' ? null : wanted })
  })

  it('give a report that names the failing tests, and says when it lists them all', async () => {
    let full = 0
    const logs = rows('expected-logs.tsv').filter(({ style }) => style !== 'none')
    for (const { path = '' } of logs) {
      const report = testReportSchema.parse(await readReport(subject(path, 'log'), open(path)))
      const failing = report.cases.filter(({ status }) => status === 'failed' || status === 'errored')
      expect(failing.length, path).toBe(report.totals.failed)
      if (report.completeness === 'full') full++
    }
    expect(full).toBeGreaterThan(logs.length * 0.95)
  })
})

describe.skipIf(!hasCorpus)('the files of agent runs', () => {
  const types: Record<string, ArtifactType> = {
    'patch.diff': 'diff',
    'eval.log': 'log',
    'run_instance.log': 'log',
    'test_output.txt': 'log',
    'report.json': 'test',
  }

  it('are recognised by name and content', () => {
    const files = hasCorpus
      ? readdirSync(join(corpus, 'runs'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
      : []
    expect(files.length).toBe(674)
    for (const { parentPath, name } of files) {
      const path = join(parentPath, name)
      expect(recogniseType(name, readFileSync(path).subarray(0, 64 * 1024)), relative(corpus, path)).toBe(types[name] ?? 'file')
    }
  })
})

describe.skipIf(!hasCorpus)('the largest log of the corpus', () => {
  it('is read in bounded memory', async () => {
    const path = 'formats/logs/mozilla-build-fail.log.gz'
    const before = process.memoryUsage().rss
    expect(await factsOf(path, 'log')).toMatchObject({ lines: 138_014, firstErrorLine: 137_718, errors: 29, hasAnsi: false, test: null })
    expect(process.memoryUsage().rss - before).toBeLessThan(300_000_000)
  })
})
