// What git itself writes, counted as git itself counts it.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { scanDiff } from './diff-scan.ts'

const hasGit = spawnSync('git', ['--version']).status === 0
// oxlint-disable-next-line no-console -- a skipped comparison must be noticed
if (!hasGit) console.warn('git is not installed: the diff scanner is not compared with it')

const line = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('same', 'a', 'b', '') },
  fc.constantFrom(
    '-- a comment',
    '++ counter',
    '-- ',
    '-',
    '+',
    '@@ -1,2 +1,2 @@',
    'diff --git a/x b/x',
    '\\ No newline at end of file',
    'GIT binary patch',
    'carriage\r',
    'grün \u{1F331}',
    '\u001B[31mred\u001B[m',
    '> 1,2c3',
  ),
)
const text = fc.tuple(fc.array(line, { maxLength: 30 }), fc.boolean()).map(([lines, closed]) => lines.join('\n') + (closed ? '\n' : ''))
const binary = fc.uint8Array({ minLength: 1, maxLength: 200 }).map((bytes) => Buffer.concat([Buffer.from([0, 1]), bytes]))
const path = fc.constantFrom(
  'x',
  'a/x',
  'b/x',
  'with space.txt',
  'grün.txt',
  'quote"d',
  'tab\tbed',
  'deep/er/file.c',
  'deep/er/ b/file',
  'image.png',
)
const tree = fc.dictionary(path, fc.oneof({ weight: 4, arbitrary: text }, binary), { maxKeys: 6, noNullPrototype: true })
const flags = fc.tuple(
  fc.constantFrom([], ['-M'], ['-C', '--find-copies-harder'], ['--no-renames'], ['-B']),
  fc.constantFrom([], ['--no-prefix'], ['--src-prefix=i/', '--dst-prefix=w/'], ['--full-index']),
  fc.constantFrom([], ['--binary']),
  fc.constantFrom([], ['-U0'], ['-U9'], ['--function-context']),
)

const folders: string[] = []
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

function repository(versions: Record<string, string | Buffer>[]) {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-diff-'))
  folders.push(folder)
  const identity = [
    '-c',
    'user.name=Vitrine',
    '-c',
    'user.email=vitrine@example.org',
    '-c',
    'core.autocrlf=false',
    '-c',
    'core.safecrlf=false',
    '-c',
    'maintenance.auto=false',
  ]
  const git = (args: string[], input?: string) =>
    execFileSync('git', [...identity, ...args], {
      cwd: folder,
      input,
      encoding: 'latin1',
      stdio: ['pipe', 'pipe', 'ignore'],
      maxBuffer: 1e8,
    })
  git(['init', '-q', '-b', 'main'])
  git(['commit', '-q', '--allow-empty', '-m', 'start'])
  for (const files of versions) {
    git(['rm', '-rq', '--ignore-unmatch', '.'])
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), content)
    }
    git(['add', '-A'])
    git(['commit', '-q', '--allow-empty', '-m', 'Change\n\n- a point\n+ another\n@@ no hunk @@'])
  }
  return git
}

const isTree = (files: Record<string, unknown>) =>
  !Object.keys(files).some((name) => Object.keys(files).some((other) => other.startsWith(`${name}/`)))

/** `added deleted path` of each file, by `git apply --numstat`. */
function numstat(git: ReturnType<typeof repository>, diff: string, strip: string) {
  const records = git(['apply', '--numstat', '-z', strip, '-'], diff).split('\0').filter(Boolean)
  const rows = records.map((record) => record.split('\t'))
  const sum = (column: number) => rows.reduce((total, row) => total + (Number(row[column]) || 0), 0)
  return {
    files: rows.length,
    insertions: sum(0),
    deletions: sum(1),
    binaries: rows.filter(([added]) => added === '-').length,
    paths: rows.map((row) => Buffer.from(row.slice(2).join('\t'), 'latin1').toString()),
  }
}

async function scan(diff: string) {
  async function* chunks() {
    yield Buffer.from(diff, 'latin1')
  }
  return scanDiff(chunks())
}

describe.skipIf(!hasGit)('a diff that git wrote', () => {
  it('has the files, lines, binaries and paths of git apply --numstat', async () => {
    let compared = 0
    await fc.assert(
      fc.asyncProperty(tree.filter(isTree), tree.filter(isTree), flags, async (before, after, options) => {
        const git = repository([before, after])
        const diff = git(['diff', ...options.flat(), 'HEAD~1', 'HEAD'])
        if (diff === '') return
        compared++
        const { renames, notes, testChanges: _testChanges, ...facts } = await scan(diff)
        expect(facts).toEqual(numstat(git, diff, options.flat().includes('--no-prefix') ? '-p0' : '-p1'))
        expect(renames).toBe(diff.match(/^rename from /gm)?.length ?? 0)
        expect(notes.filter(({ code }) => code !== 'text.invalid-utf8')).toEqual([])
      }),
      { numRuns: 40 },
    )
    expect(compared).toBeGreaterThan(20)
  }, 60_000)

  it('as a mail of several patches counts as all of them, in colour too', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(tree.filter(isTree), { minLength: 2, maxLength: 3 }), async (versions) => {
        const git = repository(versions)
        const mails = git(['format-patch', '--stdout', '-M', 'HEAD~2'])
        if (!mails.includes('\ndiff --git')) return
        const expected = numstat(git, mails, '-p1')
        expect(await scan(mails)).toMatchObject(expected)
        const { notes, ...coloured } = await scan(git(['log', '-p', '--binary', '-M', '--reverse', '--color=always', 'HEAD~2..']))
        expect(coloured).toMatchObject(expected)
        expect(notes.map(({ code }) => code)).toContain('diff.ansi-stripped')
        for (const looks of [['--graph'], ['--graph', '--color=always'], ['--graph', '--oneline'], ['--line-prefix=> ']]) {
          const drawn = await scan(git(['log', '-p', '--binary', '-M', ...looks, 'HEAD~2..']))
          expect(drawn).toMatchObject({ ...expected, paths: expect.arrayContaining(expected.paths) })
          expect(drawn.notes.map(({ code }) => code)).toContain('diff.prefix-stripped')
        }
      }),
      { numRuns: 15 },
    )
  }, 60_000)
})
