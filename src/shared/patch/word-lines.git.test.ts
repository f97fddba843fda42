// Word diffs that git writes, as the diffs of lines that it writes of the same.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { PatchText } from './patch-text.ts'

const hasGit = spawnSync('git', ['--version']).status === 0
// oxlint-disable-next-line no-console -- a skipped comparison must be noticed
if (!hasGit) console.warn('git is not installed: word diffs are not compared with its own')

const folder = mkdtempSync(join(tmpdir(), 'vitrine-words-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function diff(before: string, after: string, options: readonly string[]): string {
  writeFileSync(join(folder, 'before'), before)
  writeFileSync(join(folder, 'after'), after)
  return spawnSync('git', ['diff', '--no-index', ...options, 'before', 'after'], { cwd: folder, encoding: 'utf8' }).stdout
}

/** What the door makes of it, in pieces of whole lines. */
function read(text: string, pieceBytes = Infinity) {
  const patch = new PatchText()
  const bytes = Buffer.from(text)
  const pieces: Buffer[] = []
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(10, Math.min(bytes.length - 1, start + pieceBytes)) + 1 || bytes.length
    pieces.push(Buffer.from(patch.read(Uint8Array.from(bytes.subarray(start, end)), end === bytes.length)))
    start = end
  }
  return { text: Buffer.concat(pieces).toString(), hadWords: patch.treatment.hadWords }
}

/** Rows of each hunk, without what a header counts. */
const sides = (text: string, sign: string) =>
  text.split('\n').filter((line) => /^[-+ ]/.test(line) && !/^(?:\+\+\+|---) [ab]\//.test(line) && (line.startsWith(sign) || line.startsWith(' '))).map((line) => line.slice(1)) // prettier-ignore
/** Without the blanks that are no words. */
const words = (lines: readonly string[]) => lines.map((line) => line.trim()).filter((line) => line !== '')

const code = ['import os', '', 'def one(a, b):', '    if a:', '        return b', '    return [-1]', '', '@@ not a hunk', 'end: grün']
const changes: [string, (lines: string[]) => string[]][] = [
  ['a word of a line', (lines) => lines.with(2, 'def one(a, c):')],
  ['a line that came', (lines) => lines.toSpliced(4, 0, '        print(a)')],
  ['a line that went', (lines) => lines.toSpliced(4, 1)],
  ['lines at both ends', (lines) => ['first', ...lines, 'more', 'and more']],
  ['two lines', (lines) => lines.with(2, 'def two(a, b):').with(4, '        return c')],
  ['the first line', (lines) => lines.with(0, 'import sys')],
  ['a row that has lost nothing', (lines) => lines.with(8, 'end: größer')],
]

describe.skipIf(!hasGit)('a diff of words', () => {
  for (const mode of ['plain', 'porcelain', 'color'])
    test.each(changes)(`(${mode}) that changes %s reads as the diff of lines`, (_, change) => {
      const [before, after] = [`${code.join('\n')}\n`, `${change(code).join('\n')}\n`]
      const usual = diff(before, after, [])
      const whole = read(diff(before, after, ['--color=' + (mode === 'color' ? 'always' : 'never'), `--word-diff=${mode}`]))
      expect(whole.hadWords).toBe(true)
      expect(words(sides(whole.text, '-'))).toEqual(words(sides(usual, '-')))
      expect(words(sides(whole.text, '+'))).toEqual(words(sides(usual, '+')))
      for (const pieceBytes of [1, 90, 150])
        expect(
          read(diff(before, after, ['--color=' + (mode === 'color' ? 'always' : 'never'), `--word-diff=${mode}`]), pieceBytes),
        ).toEqual(whole)
    })

  test('makes hunks whose headers agree with their lines, whatever changed', () => {
    const line = fc.constantFrom('a b', 'a', 'b c d', '  a', '', '- a', '+ b', '~', 'x[-1]', '{+y+}', '@@ here')
    const text = fc.array(line, { minLength: 1, maxLength: 12 }).map((lines) => `${lines.join('\n')}\n`)
    let made = 0
    fc.assert(
      fc.property(text, text, (before, after) => {
        const { text: lines, hadWords } = read(diff(before, after, ['--word-diff']))
        if (!hadWords) return
        made++
        const [, old = '1', now = '1'] = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/m.exec(lines) ?? []
        const rows = lines.slice(lines.indexOf('\n', lines.indexOf('\n@@ ') + 1) + 1).split('\n').filter((row) => /^[-+ ]/.test(row)) // prettier-ignore
        expect([rows.filter((row) => !row.startsWith('+')).length, rows.filter((row) => !row.startsWith('-')).length]).toEqual([
          Number(old),
          Number(now),
        ])
      }),
      { numRuns: 40 },
    )
    expect(made).toBeGreaterThan(10)
  })

  test('of one line with very many marks that have no end is read at once', () => {
    const line = '[-{+'.repeat(500_000)
    const head = 'diff --git a/x b/x\n--- a/x\n+++ b/x\n'
    const { text } = read(`${head}@@ -1 +1 @@\n[-a-]{+b+}\n@@ -9 +9 @@\n${line}\n`)
    expect(text === `${head}@@ -1,1 +1,1 @@\n-a\n+b\n@@ -9,1 +9,1 @@\n ${line}\n`).toBe(true)
  })

  test('is none where a diff of lines has colours, or colours are its text', () => {
    const [before, after] = ['a\n\u001B[31mred\u001B[m\n  b\nc\n', 'a\n\u001B[32mgreen\u001B[m\n  b\nd \n']
    const usual = diff(before, after, [])
    expect(read(usual)).toEqual({ text: usual, hadWords: false })
    const bare = ['\u001B[31m', '\u001B[32m', '\u001B[m'].reduce((text, code) => text.replaceAll(code, ''), usual)
    expect(read(diff(before, after, ['--color=always', '--ws-error-highlight=all']))).toEqual({ text: bare, hadWords: false })
    const more = 'Only in before: x\nBinary files before/y and after/y differ\n'
    expect(read(diff(before, after, ['--color=always']) + more)).toEqual({ text: bare + more, hadWords: false })
  })

  test('is none where a diff of lines quotes one, or lost the blanks of its lines', () => {
    const quoting = diff('a\n[-x-]{+y+}\nb\n', 'a\n[-x-]{+z+}\nb\nc\n', [])
    expect(read(quoting)).toEqual({ text: quoting, hadWords: false })
    const bare = quoting.replace('\n a\n', '\na\n')
    expect(read(bare)).toEqual({ text: bare, hadWords: false })
  })
})
