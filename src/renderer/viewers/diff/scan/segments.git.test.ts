// One change, written by git with each of its options: the viewer shows the files and lines that git itself counts.
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DiffModel } from '../model/diff-model.ts'
import { scanSegments } from './segments.ts'

const hasGit = spawnSync('git', ['--version']).status === 0
// oxlint-disable-next-line no-console -- a skipped comparison must be noticed
if (!hasGit) console.warn('git is not installed: the diff viewer is not compared with its options')

const folder = mkdtempSync(join(tmpdir(), 'vitrine-options-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function git(...args: string[]): Buffer {
  const settings = ['-c', 'user.name=Vitrine', '-c', 'user.email=vitrine@example.org', '-c', 'core.autocrlf=false']
  return execFileSync('git', [...settings, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] })
}

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => String(from + index))
const write = (name: string, content: string) => writeFileSync(join(folder, name), content)
const writeLines = (name: string, lines: readonly string[]) => write(name, `${lines.join('\n')}\n`)

beforeAll(() => {
  if (!hasGit) return
  git('init', '-q', '-b', 'main')
  mkdirSync(join(folder, 'deep er'))
  writeLines('numbers', numbers(1, 60))
  writeLines('copied', numbers(100, 140))
  writeLines('deep er/grün "x".txt', numbers(1, 20))
  writeLines('signs', ['-- a comment', '++ counter', '@@ -1 +1 @@', '', 'diff --git a/x b/x', '-- '])
  write('open end', 'a\nb\nc')
  write('returns', 'x\r\ny\r\nz\r\n')
  write('binary', '\u0000\u0001')
  write('empty', '')
  write('gone', 'one\ntwo\n')
  write('run', '#!/bin/sh\n')
  symlinkSync('numbers', join(folder, 'link'))
  git('add', '-A')
  git('commit', '-q', '-m', 'one')
  writeLines('numbers', numbers(1, 60).filter((line) => line !== '55').map((line) => (line === '30' ? 'thirty' : line))) // prettier-ignore
  writeLines('copy', [...numbers(100, 140), 'more'])
  writeLines('deep er/grün "x".txt', ['zero', ...numbers(1, 20)])
  writeLines('signs', ['--- a comment', '++ counters', '@@ -2 +2 @@', '', ' diff --git a/x b/x', '-- ', '-- '])
  write('open end', 'a\nB\nc\n')
  write('returns', 'x\r\nY\r\nz\r\n')
  write('binary', '\u0000\u0002')
  renameSync(join(folder, 'empty'), join(folder, 'still empty'))
  rmSync(join(folder, 'gone'))
  chmodSync(join(folder, 'run'), 0o755)
  rmSync(join(folder, 'link'))
  symlinkSync('copied', join(folder, 'link'))
  git('add', '-A')
  git('commit', '-q', '-m', 'two\n\n- a point\n+ another')
})

/** `added deleted path`, by `git diff --numstat` with what changes the count. */
function counts(options: readonly string[]): string[] {
  const records = git('diff', '--numstat', '-z', ...options, 'HEAD~1', 'HEAD')
    .toString()
    .split('\0')
    .filter(Boolean)
  const files: string[] = []
  for (let at = 0; at < records.length; at++) {
    const [added = '', deleted = '', path = ''] = (records[at] ?? '').split('\t')
    // The two names of a rename stand in records of their own.
    const name = path === '' ? records[(at += 2)] : path
    files.push(`${added === '-' ? 0 : added} ${deleted === '-' ? 0 : deleted} ${name}`)
  }
  return files.toSorted()
}

async function shown(diff: Buffer): Promise<{ files: string[]; lies: number }> {
  let model = new DiffModel()
  for await (const scanned of scanSegments(new Blob([Uint8Array.from(diff)]).stream())) model = model.with(scanned)
  const files = model.files.filter(({ kind }) => kind === 'file')
  return {
    files: files.map(({ insertions, deletions, path }) => `${insertions} ${deletions} ${path}`).toSorted(),
    lies: model.lyingHunks().length,
  }
}

const looks = [
  '-U0',
  '-U100',
  '-W',
  '--no-prefix',
  '--src-prefix=i/ --dst-prefix=w/',
  '--full-index --binary',
  '--inter-hunk-context=40',
  '--patch-with-stat',
  '--patch-with-raw',
  '--summary -p',
  '--compact-summary -p',
  '--dirstat -p',
  '--color=always',
  '--color=always --color-moved=zebra',
  '--color=always --ws-error-highlight=all',
  '--line-prefix=>',
  '--output-indicator-new=> --output-indicator-old=< --output-indicator-context=.',
]
const settings = [
  'diff.mnemonicPrefix=true',
  'diff.suppressBlankEmpty=true',
  'core.quotePath=false',
  'color.diff.meta=normal',
  'diff.noprefix=true',
]

describe.skipIf(!hasGit)('what git writes', () => {
  test.each(['', ...looks])('with %s is shown as git counts it', async (look) => {
    const { files, lies } = await shown(git('diff', ...look.split(' ').filter(Boolean), 'HEAD~1', 'HEAD'))
    expect(files).toEqual(counts([]))
    expect(lies).toBe(0)
  })

  test.each(['-R', '-w', '--ignore-blank-lines', '--patience', '-M10', '--no-renames', '-B', '-C --find-copies-harder'])(
    'with %s is shown as git then counts it',
    async (way) => {
      const options = way.split(' ')
      const { files, lies } = await shown(git('diff', ...options, 'HEAD~1', 'HEAD'))
      expect(files).toEqual(counts(options))
      expect(lies).toBe(0)
    },
  )

  test.each(settings)('where %s is set is shown as git counts it', async (setting) => {
    const diff = git('-c', setting, 'diff', '--color=always', 'HEAD~1', 'HEAD')
    expect((await shown(diff)).files).toEqual(counts([]))
  })

  test.each([
    'format-patch --stdout HEAD~1',
    'format-patch --attach --stdout HEAD~1',
    'log -p -1 --graph',
    'show --pretty=email',
    'show --oneline -m',
  ])('by git %s is shown as git counts it', async (command) => {
    const { files, lies } = await shown(git(...command.split(' ')))
    expect(files).toEqual(counts([]))
    expect(lies).toBe(0)
  })
})
