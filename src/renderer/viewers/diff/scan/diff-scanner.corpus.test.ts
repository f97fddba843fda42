// Every diff of the corpus: the scanner against diff2html's parser, and against counts that no code of ours made.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'diff2html/lib/diff-parser.js'
import { type DiffFile as OracleFile } from 'diff2html/lib/types.js'
import { describe, expect, it } from 'vitest'
import { patchText } from '../../../../shared/patch/patch-text.ts'
import { type DiffFile } from '../model/diff-file.ts'
import { DiffModel } from '../model/diff-model.ts'
import { rowKinds } from '../model/rows.ts'
import { DiffScanner } from './diff-scanner.ts'

const corpus = process.env['VITRINE_CORPUS'] ?? join(import.meta.dirname, '../../../../../../shared/corpus')
const hasCorpus = existsSync(join(corpus, 'expected.tsv'))
// oxlint-disable-next-line no-console -- a skipped comparison must be noticed
if (!hasCorpus) console.warn(`no corpus in ${corpus}: the diff scanner is not compared with it (set VITRINE_CORPUS)`)

interface Expected {
  path: string
  status: string
  files: number
  insertions: number
  deletions: number
}

function expectedDiffs(): Expected[] {
  if (!hasCorpus) return []
  const [head = '', ...lines] = readFileSync(join(corpus, 'expected.tsv'), 'utf8').trimEnd().split('\n')
  const names = head.split('\t')
  return lines
    .map((line) => Object.fromEntries(line.split('\t').map((value, index) => [names[index] ?? '', value])))
    .filter(({ kind }) => kind === 'diff')
    .map(({ path = '', status = '', files, insertions, deletions }) => ({
      path,
      status,
      files: Number(files),
      insertions: Number(insertions),
      deletions: Number(deletions),
    }))
}

function read(path: string): Uint8Array<ArrayBuffer> {
  const stored = readFileSync(join(corpus, path))
  return patchText(path.endsWith('.gz') ? gunzipSync(stored) : stored)
}

function scan(bytes: Uint8Array): DiffModel {
  const scanner = new DiffScanner()
  expect(scanner.scan(bytes, true)).toBe(bytes.length)
  const { rows, ...rest } = scanner.take()
  return new DiffModel().with({ segment: { bytes: new Uint8Array(bytes), ...rows }, ...rest })
}

const filesOf = (model: DiffModel) => model.files.filter(({ kind }) => kind === 'file')
const sum = (files: readonly DiffFile[], of: 'insertions' | 'deletions') => files.reduce((total, file) => total + file[of], 0)

/** Where the counts of expected.tsv are not what a reader should see, and what is. */
const shownInstead: Record<string, Pick<Expected, 'files' | 'insertions' | 'deletions'>> = {
  // git stops at the first line beyond the header's count; all lines are shown.
  'formats/diffs/delta/55-unicode-width.diff': { files: 1, insertions: 9, deletions: 2 },
  // git does not know the `Binary files` lines without a `diff --git`.
  'formats/diffs/python-unidiff/debdiff.diff': { files: 3, insertions: 1, deletions: 0 },
  // It is shown as the unified diff that says the same, in which changed lines go and come.
  'formats/diffs/whatthepatch/diff-context.diff': { files: 1, insertions: 5, deletions: 3 },
}

describe.skipIf(!hasCorpus)('the diffs of the corpus', () => {
  const diffs = expectedDiffs()

  it('are all there', () => {
    expect(diffs.length).toBeGreaterThan(350)
  })

  it.each(diffs)('$path has the files and lines that git counts', ({ path, files, insertions, deletions }) => {
    const found = filesOf(scan(read(path)))
    const counts = { files: found.length, insertions: sum(found, 'insertions'), deletions: sum(found, 'deletions') }
    expect(counts).toEqual(shownInstead[path] ?? { files, insertions, deletions })
  })

  it.each(diffs)('$path has hunks that lie exactly when git finds it inconsistent', ({ path, status }) => {
    expect(scan(read(path)).lyingHunks().length > 0).toBe(status === 'inconsistent')
  })
})

/** What diff2html reads otherwise than git, so that it is no oracle there. */
const notForOracle: Record<string, string> = {
  'formats/diffs/python-unidiff/git_cr.diff': 'breaks lines at a lone carriage return',
  'formats/diffs/python-unidiff/debdiff.diff': 'takes "Binary files Binary files" for part of the file above',
  'formats/diffs/python-unidiff/sample8.diff': 'leaves out git files without a name in their header',
  'formats/diffs/go-diff/sample_hunk_lines_start_with_minuses_pluses.diff': 'has no file for hunks without a header',
  'formats/diffs/go-diff/delete_empty_file.diff': 'leaves out empty files whose names have blanks',
  'formats/diffs/go-diff/empty_multi.diff': 'leaves out an empty file whose name has no prefix',
  'runs/mini-deepseek-chat-lite100/django/django__django-13220/patch.diff': 'drops an empty line at the end of a hunk',
  'formats/diffs/delta/813-cthulhu.diff': 'knows at most two parents',
}

const oldModes = (file: OracleFile) => [file.oldMode, file.deletedFileMode].flat().filter((mode) => mode !== undefined)

describe.skipIf(!hasCorpus)("the scanner agrees with diff2html's parser", () => {
  const accepted = expectedDiffs().filter(({ path, status }) => status === 'ok' && notForOracle[path] === undefined)

  it('on almost all diffs that git accepts', () => {
    expect(accepted.length).toBeGreaterThan(330)
  })

  it.each(accepted)('on $path', ({ path }) => {
    const bytes = read(path)
    const model = scan(bytes)
    const oracle = parse(asGitWrites(new TextDecoder().decode(bytes)))
    const files = filesOf(model)
    expect(files.map((file, index) => namesOf(file, index, oracle))).toEqual(oracle.map(oracleNames))
    for (const [index, file] of files.entries()) {
      const other = oracle[index]
      if (other === undefined) throw new Error(`diff2html has no file ${index}`)
      expect({ path: file.path, ...factsOf(file) }).toEqual({ path: file.path, ...oracleFacts(other, file) })
      // As text a long file is compared much faster than value by value.
      expect(JSON.stringify(rowsOf(model, file), null, 1)).toBe(JSON.stringify(oracleRows(other, file), null, 1))
    }
  })
})

/**
 * diff2html takes the end of a mailed patch for a removed line, and drops context lines whose only blank some tool has stripped:
 * it gets the text without the one and with the other restored.
 */
function asGitWrites(text: string): string {
  const lines = text.replaceAll(/^-- ?\n(?=\d|\n|cgit|$)/gm, '').split('\n')
  /** Of each line, the next one from it on that is not empty. */
  const following: string[] = []
  for (let index = lines.length - 1; index >= 0; index--) following[index] = lines[index] || following[index + 1] || ''
  let isHunk = false
  return lines
    .map((line, index) => {
      if (/^(?:diff |Index: |=== )/.test(line)) isHunk = false
      if (line.startsWith('@@')) isHunk = true
      return line === '' && isHunk && /^[ +\\@-]/.test(following[index] ?? '') ? ' ' : line
    })
    .join('\n')
}

/** Plain diffs do not say whether a file is new, so only one name of theirs can be compared. */
function namesOf(file: DiffFile, index: number, oracle: readonly OracleFile[]): string[] {
  if (oracle[index]?.isGitDiff !== true) return [file.path]
  return [file.change === 'added' ? '/dev/null' : file.oldPath, file.change === 'deleted' ? '/dev/null' : file.path]
}

function oracleNames(file: OracleFile): string[] {
  // Plain diffs have a date after the name.
  const [oldName = '', newName = ''] = [file.oldName, file.newName].map((name) => unescaped(name).replace(/\t.*/, ''))
  if (!file.isGitDiff) return [newName === '/dev/null' ? oldName : newName]
  return [file.isNew === true ? '/dev/null' : oldName, file.isDeleted === true ? '/dev/null' : newName]
}

function unescaped(name: string): string {
  if (!/\\(?:\d{3}|["n])/.test(name)) return name
  const octal = name.replaceAll(/\\(\d{3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8)))
  const bytes = Uint8Array.from(octal.replaceAll('\\n', '\n').replaceAll('\\"', '"'), (character) => character.charCodeAt(0))
  return new TextDecoder().decode(bytes).replace(/"$/, '')
}

function factsOf(file: DiffFile) {
  return {
    isRename: file.change === 'renamed',
    isCopy: file.change === 'copied',
    isBinary: file.isBinary,
    isCombined: file.parents > 1,
    insertions: file.insertions,
    deletions: file.deletions,
    similarity: file.similarity,
  }
}

function oracleFacts(other: OracleFile, file: DiffFile) {
  // It is only set once there is a hunk.
  const known: Partial<OracleFile> = other
  for (const mode of oldModes(other)) expect(file.oldMode?.split(',')).toContain(mode)
  return {
    isRename: other.isRename === true,
    isCopy: other.isCopy === true,
    isBinary: other.isBinary === true,
    isCombined: known.isCombined ?? false,
    insertions: other.addedLines,
    deletions: other.deletedLines,
    similarity: other.unchangedPercentage,
  }
}

/** Kind, line numbers and text of every row but hunk headers. */
function rowsOf(model: DiffModel, file: DiffFile): unknown[] {
  return Array.from({ length: file.endRow - file.firstRow }, (_, index) => file.firstRow + index)
    .filter((row) => model.kind(row) !== rowKinds.hunk)
    .map((row) => [
      model.kind(row),
      // diff2html counts one old version only.
      file.parents > 1 ? 0 : model.oldLine(row),
      model.newLine(row),
      (model.signs(row) || (model.kind(row) === rowKinds.context ? ' ' : '')) + model.text(row),
    ])
}

function oracleRows(other: OracleFile, file: DiffFile): unknown[] {
  const kinds = { insert: rowKinds.added, delete: rowKinds.removed, context: rowKinds.context }
  return other.blocks.flatMap(({ lines }) =>
    lines.map((line) => [kinds[line.type], file.parents > 1 ? 0 : (line.oldNumber ?? 0), line.newNumber ?? 0, line.content]),
  )
}
