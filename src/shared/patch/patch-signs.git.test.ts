// Signs that git was told to write, replaced by the usual ones.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { PatchText } from './patch-text.ts'

const hasGit = spawnSync('git', ['--version']).status === 0
// oxlint-disable-next-line no-console -- a skipped comparison must be noticed
if (!hasGit) console.warn('git is not installed: other signs are not compared with its own')

const folder = mkdtempSync(join(tmpdir(), 'vitrine-signs-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const line = fc.constantFrom('same', 'other', 'a', 'b', '', '-- a comment', '++ more', '> quoted', '< less', '@@ -1 +1 @@', '\\ No newline')
const text = fc.array(line, { minLength: 1, maxLength: 25 }).map((lines) => `${lines.join('\n')}\n`)
const tree = fc.array(text, { minLength: 3, maxLength: 3 })
const sign = (usual: string, others: string) => fc.constantFrom(usual, ...others.split(''))
const signs = fc.record({ new: sign('+', '>a]'), old: sign('-', '<d['), context: sign(' ', '.=c') })

/** The diff from the one folder to the other. */
function diff(before: readonly string[], after: readonly string[], options: readonly string[]): Uint8Array<ArrayBuffer> {
  for (const [side, texts] of Object.entries({ before, after })) {
    rmSync(join(folder, side), { recursive: true, force: true })
    mkdirSync(join(folder, side))
    for (const [index, content] of texts.entries()) writeFileSync(join(folder, side, `file ${index}`), content)
  }
  const { stdout } = spawnSync('git', ['diff', '--no-index', ...options, 'before', 'after'], { cwd: folder })
  return Uint8Array.from(stdout)
}

/** What the door makes of bytes that come in pieces of whole lines. */
function read(bytes: Uint8Array<ArrayBuffer>, pieceBytes: number) {
  const patch = new PatchText()
  const pieces: Buffer[] = []
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(10, Math.min(bytes.length - 1, start + pieceBytes)) + 1 || bytes.length
    pieces.push(Buffer.from(patch.read(bytes.subarray(start, end), end === bytes.length)))
    start = end
  }
  return { text: Buffer.concat(pieces).toString(), otherSigns: patch.treatment.otherSigns }
}

/** Whether there is enough to see: rows of the sign, and not all the same ones. */
function isTold(usual: string, own: { new: string; old: string; context: string }): boolean {
  const rows = (first: string) => usual.split('\n').filter((row) => row.startsWith(first) && !/^(?:\+\+\+|---) "?[ab]?\//.test(row))
  const isLetter = (character: string) => /[a-z]/.test(character)
  const context = rows(' ')
  if (own.context !== ' ' && (context.length < (isLetter(own.context) ? 6 : 2) || new Set(context.map((row) => row[1])).size < 2))
    return false
  return [
    [own.new, '+'],
    [own.old, '-'],
  ].every(([character = '', first = '']) => !isLetter(character) || rows(first).length !== 1)
}

describe.skipIf(!hasGit)('a diff with signs that git was told to write', () => {
  test('is the usual one, or says that its signs are not clear, and never that it lies', () => {
    const outcomes = { none: 0, found: 0, unclear: 0 }
    fc.assert(
      fc.property(
        tree,
        tree,
        signs,
        fc.constantFrom('-U0', '-U1', '-U3'),
        fc.integer({ min: 1, max: 400 }),
        (before, after, own, context, pieceBytes) => {
          const usual = Buffer.from(diff(before, after, [context])).toString()
          fc.pre(usual !== '' && isTold(usual, own))
          const options = [
            `--output-indicator-new=${own.new}`,
            `--output-indicator-old=${own.old}`,
            `--output-indicator-context=${own.context}`,
          ]
          const { text, otherSigns } = read(diff(before, after, [context, ...options]), pieceBytes)
          outcomes[otherSigns.is]++
          expect(otherSigns.is === 'unclear' ? usual : text).toBe(usual)
        },
      ),
      { numRuns: 50 },
    )
    expect(outcomes.found).toBeGreaterThan(5 * outcomes.unclear)
  }, 30_000)
})
