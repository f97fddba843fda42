// How an attempt went in the light of another: flips of tests, and the change of one patch to the other's.
import { formatBytes } from '../../../shared/bytes.ts'
import { pairArtifacts, pairsOfType, testPairs } from '../../../shared/comparison/artifact-pairs.ts'
import { flipTransition, flipWords, steadyFlips } from '../../../shared/comparison/test-flips.ts'
import { type Artifact } from '../../../shared/artifact-list.ts'
import { isVitrineError } from '../../../shared/errors.ts'
import { type Attempt } from '../../../shared/spec.ts'
import { interdiff } from '../../facts/diff/interdiff.ts'
import { readWhole } from '../../read-whole.ts'
import { heldContent } from '../held-content.ts'
import { type Gathering } from './gather-attempt.ts'
import { type PageComparison, type PageText } from './page.ts'

const mostFlips = 1000
const longestPatch = 2 * 1024 * 1024

/** What led from `before` to `after`. */
export async function gatherComparison({ store, readers, allowance }: Gathering, before: Attempt, after: Attempt): Promise<PageComparison> {
  const page: PageComparison = { tests: [], diffs: [] }
  const partOf = ({ record }: Artifact) => ({ subject: record, open: () => store.download(record.uri) })
  const textOf = (where: string, text: string): PageText => {
    allowance.spend(Buffer.byteLength(text))
    return { where, firstLine: 1, text }
  }
  for (const { first, second } of testPairs(before.artifacts, after.artifacts)) {
    const where = `flips of ${second.record.name}`
    await unlessDamaged(allowance, where, async () => {
      const { counts, tests } = await readers.compareTests(partOf(first), partOf(second))
      const changed = tests.filter(({ flip }) => !steadyFlips.includes(flip))
      if (changed.length > mostFlips) allowance.leaveOut(`${where}: ${changed.length - mostFlips}`, `a page lists ${mostFlips} at most`)
      page.tests.push({
        name: `${first.record.name} → ${second.record.name}`,
        counts: Object.entries(counts).flatMap(([flip, count]) =>
          count > 0 ? [{ flip: flipWords(flip as keyof typeof counts), count }] : [],
        ),
        flips: changed.slice(0, mostFlips).map((test) => ({
          flip: flipWords(test.flip),
          isBad: test.flip === 'broke' || test.flip === 'still-failing',
          transition: flipTransition(test),
          name: textOf(where, [...test.suite, test.name].join(' › ')),
          message: test.message === undefined ? undefined : textOf(where, test.message),
        })),
      })
    })
  }
  for (const { first, second } of pairsOfType(pairArtifacts(before.artifacts, after.artifacts), 'diff')) {
    const where = `change of ${second.record.name}`
    const largest = Math.max(first.record.originalSize, second.record.originalSize)
    if (largest > Math.min(longestPatch, allowance.left())) {
      allowance.leaveOut(where, `a patch of ${formatBytes(largest)} is too large for it`)
      continue
    }
    await unlessDamaged(allowance, where, async () => {
      const files = interdiff(
        await readWhole(heldContent(store, first.record.uri, { mostBytes: longestPatch })),
        await readWhole(heldContent(store, second.record.uri, { mostBytes: longestPatch })),
      )
      const same = files.filter(({ state }) => state === 'same').length
      for (const { path, state } of files)
        if (state === 'impossible') allowance.leaveOut(`${where}: ${path}`, 'the two patches do not tell it')
      const patch = Buffer.concat(files.map((file) => file.patch)).toString('utf8')
      page.diffs.push({ name: `${first.record.name} → ${second.record.name}`, same, text: textOf(where, patch) })
    })
  }
  return page
}

async function unlessDamaged(allowance: Gathering['allowance'], what: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!isVitrineError(error, 'artifact.corrupt')) throw error
    allowance.leaveOut(what, `its content is damaged: ${error.details.reason}`)
  }
}
