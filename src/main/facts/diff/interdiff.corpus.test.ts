// Attempts of agents at the same tasks, each against each.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { interdiff } from './interdiff.ts'

const corpus = process.env['VITRINE_CORPUS'] ?? join(import.meta.dirname, '../../../../../shared/corpus')
const hasCorpus = existsSync(join(corpus, 'runs'))
// oxlint-disable-next-line no-console -- a skipped comparison must be noticed
if (!hasCorpus) console.warn(`no corpus in ${corpus}: attempts are not compared (set VITRINE_CORPUS)`)

const attempts = new Map<string, Buffer[]>()
for (const path of hasCorpus ? globSync(join(corpus, 'runs/**/*.diff')).toSorted() : []) {
  const task = basename(dirname(path))
  attempts.set(task, [...(attempts.get(task) ?? []), readFileSync(path)])
}
const pairs = [...attempts.values()].flatMap((diffs) =>
  diffs.flatMap((one, index) => diffs.slice(index + 1).map((other) => [one, other] as const)),
)

describe.skipIf(!hasCorpus)('the attempts of the corpus', () => {
  it('are the same as themselves, or say what cannot be compared', () => {
    const files = [...attempts.values()].flat().flatMap((diff) => interdiff(diff, diff))
    expect(files.filter(({ state }) => state !== 'same' && state !== 'impossible')).toEqual([])
  })

  it('differ as much one way as the other', () => {
    const sizes = (one: Buffer, other: Buffer) =>
      interdiff(one, other).map(({ path, insertions, deletions }) => [path, insertions, deletions])
    const reversed = (one: Buffer, other: Buffer) =>
      interdiff(one, other).map(({ firstPath, path, insertions, deletions }) => [firstPath ?? path, deletions, insertions])
    expect(pairs.length).toBeGreaterThan(100)
    for (const [one, other] of pairs) expect(reversed(other, one)).toEqual(sizes(one, other))
  })

  it('can be compared nearly always, since they start from the same commit', () => {
    const files = pairs.flatMap(([one, other]) => interdiff(one, other))
    const both = files.filter(({ state }) => state === 'same' || state === 'changed' || state === 'impossible')
    const impossible = both.filter(({ state }) => state === 'impossible')
    expect(impossible.length / both.length).toBeLessThan(0.05)
  })
})
