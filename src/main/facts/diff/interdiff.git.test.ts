// Two patches made by git from one version: the interdiff must lead from the first result to the second.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { interdiff } from './interdiff.ts'

const hasGit = spawnSync('git', ['--version']).status === 0
// oxlint-disable-next-line no-console -- a skipped comparison must be noticed
if (!hasGit) console.warn('git is not installed: the interdiff is not compared with it')

const line = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('same', 'a', 'b', '', '}') },
  fc.constantFrom(
    '-- a comment',
    '++ counter',
    '-- ',
    '@@ -1,2 +1,2 @@',
    'diff --git a/x b/x',
    '\\ No newline at end of file',
    'carriage\r',
    'grün',
  ),
)
type Tree = Record<string, string>
/** A text of numbered lines, and how each attempt edits some of them: far enough apart that hunks do not see everything. */
const numbered = fc.integer({ min: 0, max: 60 }).map((count) => Array.from({ length: count }, (_, index) => `line ${index}`))
const edit = fc.record({ at: fc.nat(60), removed: fc.nat(4), added: fc.array(line, { maxLength: 4 }) })
const edits = fc.array(edit, { maxLength: 4 })
const path = fc.constantFrom('x', 'with space.txt', 'grün.txt', 'quote"d', 'deep/er/file.c', 'tab\tbed')
const fate = fc.oneof(
  { weight: 6, arbitrary: fc.constant('kept' as const) },
  fc.constantFrom('deleted' as const, 'renamed' as const, 'moved' as const, 'unended' as const),
)
const file = fc.record({ path, base: fc.option(numbered, { freq: 6 }), sides: fc.tuple(fc.tuple(edits, fate), fc.tuple(edits, fate)) })
const flags = fc.tuple(
  fc.constantFrom([], ['-M'], ['--no-renames']),
  fc.constantFrom([], ['--no-prefix'], ['--full-index']),
  fc.constantFrom([], ['-U0'], ['-U1'], ['-U9'], ['--function-context'], ['--patience']),
)

function edited(lines: readonly string[], changes: readonly { at: number; removed: number; added: readonly string[] }[]): string[] {
  const result = [...lines]
  for (const { at, removed, added } of changes) result.splice(Math.min(at, result.length), removed, ...added)
  return result
}

const closed = (lines: readonly string[]) => lines.map((text) => `${text}\n`).join('')

function treeOf(
  files: readonly { path: string; base: string[] | null; sides: [edits: Parameters<typeof edited>[1], fate: string][] }[],
  side: number | undefined,
): Tree {
  const tree: Tree = {}
  for (const { path: name, base, sides } of files) {
    if (side === undefined) {
      if (base !== null) tree[name] = closed(base)
      continue
    }
    const [changes, end] = sides[side] ?? [[], 'kept']
    const text = closed(edited(base ?? [], changes))
    const target = end === 'renamed' ? `new ${name}` : end === 'moved' ? `moved/${name}.${side}` : name
    if (end !== 'deleted') tree[target] = end === 'unended' ? text.replace(/\n$/, '') : text
  }
  return tree
}

const folders: string[] = []
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

function repository() {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-interdiff-'))
  folders.push(folder)
  const identity = ['-c', 'user.name=x', '-c', 'user.email=x', '-c', 'core.autocrlf=false', '-c', 'core.quotePath=false']
  const git = (args: string[], input?: Uint8Array) =>
    execFileSync('git', [...identity, ...args], { cwd: folder, ...(input ? { input } : {}), stdio: ['pipe', 'pipe', 'pipe'] })
  git(['init', '-q'])
  const write = (tree: Tree): string => {
    git(['rm', '-rfq', '--cached', '--ignore-unmatch', '.'])
    for (const [name, text] of Object.entries(tree)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      rmSync(join(folder, name), { force: true })
      writeFileSync(join(folder, name), text)
    }
    git(['add', '-f', '--', ...Object.keys(tree)])
    return git(['write-tree']).toString().trim()
  }
  // A patch that renames an empty file does not say that it is empty; so nobody can tell what it has become by patches alone.
  const diff = (from: string, to: string, options: string[]) => git(['diff', '--no-rename-empty', ...options, from, to])
  const apply = (tree: string, patch: Uint8Array): string => {
    git(['read-tree', tree])
    if (patch.length > 0) git(['apply', '--cached', '--unidiff-zero', '--whitespace=nowarn', '-'], patch)
    return git(['write-tree']).toString().trim()
  }
  return { write, diff, apply }
}

describe.skipIf(!hasGit)('the interdiff of two patches from one version', () => {
  const { write, diff, apply } = hasGit ? repository() : { write: () => '', diff: () => Buffer.of(), apply: () => '' }

  it('leads from what the first leaves to what the second leaves, as git applies it', { timeout: 180_000 }, () => {
    fc.assert(
      fc.property(fc.uniqueArray(file, { maxLength: 3, selector: (one) => one.path }), flags, flags, (files, firstFlags, secondFlags) => {
        const [base, first, second] = [write(treeOf(files, undefined)), write(treeOf(files, 0)), write(treeOf(files, 1))]
        const difference = interdiff(diff(base, first, firstFlags.flat()), diff(base, second, secondFlags.flat()))
        expect(difference.filter(({ state }) => state === 'impossible')).toEqual([])
        const patch = Buffer.concat(difference.map((part) => part.patch))
        expect(apply(first, patch)).toBe(second)
        const changed = diff(first, second, ['--no-renames', '--name-only']).toString()
        expect(patch.length === 0).toBe(changed === '')
      }),
      { numRuns: Number(process.env['INTERDIFF_RUNS'] ?? 60) },
    )
  })
})
