// What `diff -c` and `diff` write of two files, against what `diff -u` writes of the same two.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, describe, expect, it, test } from 'vitest'
import { PatchText, patchText } from '../patch-text.ts'

const hasDiff = spawnSync('diff', ['--version']).stdout?.toString().includes('GNU') ?? false
// oxlint-disable-next-line no-console -- a skipped comparison must be noticed
if (!hasDiff) console.warn('GNU diff is not installed: other forms of diffs are not compared with it')

const folder = mkdtempSync(join(tmpdir(), 'vitrine-forms-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const line = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('same', 'a', 'b', '', 'c', 'd') },
  fc.constantFrom(
    '- dash',
    '! bang',
    '--- 1,2 ----',
    '*** 1,2 ****',
    '***************',
    '< x',
    '---',
    '1,2c3',
    'grün',
    'return\r',
    '@@ -1 +1 @@',
    '+x',
  ),
)
const text = fc.tuple(fc.array(line, { maxLength: 24 }), fc.boolean()).map(([lines, closed]) => lines.join('\n') + (closed ? '\n' : ''))
const versions = fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 3 })

function diffOf(options: string[], pairs: readonly (readonly [string, string])[]): string {
  for (const [index, pair] of pairs.entries())
    for (const [side, content] of pair.entries()) {
      mkdirSync(join(folder, 'ab'.charAt(side)), { recursive: true })
      const path = join(folder, 'ab'.charAt(side), `f${index}.c`)
      writeFileSync(path, content)
      utimesSync(path, 1e9, 1e9)
    }
  for (const index of [0, 1, 2].slice(pairs.length)) for (const side of 'ab') rmSync(join(folder, side, `f${index}.c`), { force: true })
  return spawnSync('diff', [...options, '-r', 'a', 'b'], { cwd: folder, encoding: 'latin1' }).stdout
}

/** However it is cut into pieces. */
function read(written: string): string {
  const bytes = Uint8Array.from(Buffer.from(written, 'latin1'))
  const whole = Buffer.from(patchText(bytes)).toString('latin1')
  const pieces = new PatchText()
  let given = ''
  for (let from = 0; from < bytes.length;) {
    const next = bytes.indexOf(10, from) + 1 || bytes.length
    given += Buffer.from(pieces.read(bytes.slice(from, next), next === bytes.length)).toString('latin1')
    from = next
  }
  expect(given).toBe(whole)
  return whole
}

const withoutCommands = (diff: string) => diff.replaceAll(/^diff .*\n/gm, '')
const withoutTimes = (diff: string) => diff.replaceAll(/^((?:---|\+\+\+) [ab]\/f\d\.c)\t.*$/gm, '$1')

describe.skipIf(!hasDiff)('of any files', () => {
  it('a context diff reads as the unified one', () => {
    fc.assert(
      fc.property(versions, fc.constantFrom<string[][]>([], ['-p'], ['-C0'], ['-C9']), (pairs, options: string[]) => {
        const unified = options[0]?.startsWith('-C') === true ? [`-U${options[0].slice(2)}`] : ['-u', ...options]
        const context = options[0]?.startsWith('-C') === true ? options : ['-c', ...options]
        expect(withoutCommands(read(diffOf(context, pairs)))).toBe(withoutCommands(diffOf(unified, pairs)))
      }),
      { numRuns: 40 },
    )
  }, 60_000)

  it('a normal diff reads as the unified one without context', () => {
    fc.assert(
      fc.property(versions, (pairs) => {
        expect(withoutTimes(withoutCommands(read(diffOf([], pairs))))).toBe(withoutTimes(withoutCommands(diffOf(['-U0'], pairs))))
      }),
      { numRuns: 40 },
    )
  }, 60_000)
})

test('a hunk whose two sides do not agree, and what only looks like a diff, stay as they are', () => {
  for (const other of [
    '*** a\n--- b\n***************\n*** 1,2 ****\n  x\n! y\n--- 1,2 ----\n  z\n! Y\n',
    '1c1\n< a\n> b\n',
    'a list:\n1c1\n< a\n---\n> b\n',
    '*** Begin Patch\n*** Update File: a.py\n@@\n-b\n+c\n*** End Patch\n',
  ])
    expect(read(other).replace('--- a\n+++ b\n', '*** a\n--- b\n')).toBe(other)
})

test('a unified diff that quotes other forms stays as it is', () => {
  const diff = 'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n *** a\n---- b\n+--- c\n ***************\n'
  expect(read(diff)).toBe(diff)
  expect(read(`1c1 is a title\n\n${diff}1c1\n< a\n---\n> b\n`)).toBe(`1c1 is a title\n\n${diff}1c1\n< a\n---\n> b\n`)
})
