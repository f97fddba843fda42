// The facts of a diff, in one pass and flat memory.
import { type DiffFacts, type FactsNote, type TestChanges } from '../../shared/facts.ts'
import { PatchText, readPatchText } from '../../shared/patch/patch-text.ts'
import { textForm } from '../../shared/patch/text-form.ts'
import { LineByLineScan } from './diff/diff-by-line.ts'
import { GitApplyScan } from './diff/diff-git-apply.ts'
import { type DiffTally } from './diff/diff-tally.ts'
import { NamedBinaryScan } from './diff/named-binaries.ts'
import { SubmoduleScan } from './diff/submodule-lines.ts'
import { TestChangeScan } from './diff/test-changes.ts'
import { readLines } from './text-lines.ts'

/** What tells the form of a text that is no diff. */
const topLines = 200
const topCharacters = 300

export async function scanDiff(content: AsyncIterable<Uint8Array>): Promise<DiffFacts> {
  const git = new GitApplyScan()
  const byLine = new LineByLineScan()
  const tests = new TestChangeScan()
  const submodules = new SubmoduleScan()
  const binaries = new NamedBinaryScan()
  const text = new PatchText()
  const top: string[] = []
  const { invalidUtf8 } = await readLines(readPatchText(content, text), (line) => {
    if (top.length < topLines) top.push(line.slice(0, topCharacters).trimEnd())
    git.line(line)
    byLine.line(line)
    tests.line(line)
    submodules.line(line)
    binaries.line(line)
  })
  git.end()
  byLine.end()

  const notes: FactsNote[] = []
  const { wasMailed, wasColoured, wasPrefixed, form, hadWords, otherSigns } = text.treatment
  if (wasMailed) notes.push({ code: 'diff.mail-decoded' })
  if (wasColoured) notes.push({ code: 'diff.ansi-stripped' })
  if (wasPrefixed) notes.push({ code: 'diff.prefix-stripped' })
  if (form !== undefined) notes.push({ code: 'diff.context-format', detail: form })
  if (hadWords) notes.push({ code: 'diff.words-made-lines' })
  if (otherSigns.is === 'found') notes.push({ code: 'diff.signs-replaced', detail: otherSigns.signs })
  if (otherSigns.is === 'unclear') notes.push({ code: 'diff.signs-unclear' })
  const byGit = !git.refused && git.tally.files > 0 && byLine.combinedFiles === 0
  const tally = byGit ? git.tally : byLine.tally
  submodules.addTo(tally)
  tally.binaries += binaries.count
  if (tally.files === 0) notes.push(noDiffNote(top))
  else if (byLine.inconsistentHunks > 0 && otherSigns.is !== 'unclear') notes.push(inconsistentNote(byLine))
  if (invalidUtf8) notes.push({ code: 'text.invalid-utf8' })
  return factsOf(tally, tests.end(), notes)
}

function noDiffNote(top: readonly string[]): FactsNote {
  const form = textForm(top)
  return { code: 'diff.none', ...(form === undefined ? {} : { detail: form }) }
}

function inconsistentNote({ inconsistentHunks, tally }: LineByLineScan): FactsNote {
  const hunks = inconsistentHunks === 1 ? '1 hunk' : `${inconsistentHunks} hunks`
  return { code: 'diff.inconsistent', detail: `${hunks}; all its lines: +${tally.insertions} -${tally.deletions}` }
}

function factsOf(tally: DiffTally, testChanges: TestChanges, notes: FactsNote[]): DiffFacts {
  const { files, insertions, deletions, paths, binaries, renames } = tally
  return { files, insertions, deletions, paths, binaries, renames, testChanges, notes }
}
