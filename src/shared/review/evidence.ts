// What an attempt shows for itself, check by check. It informs and never decides: every line leads to its proof.
import { z } from 'zod'
import { type Artifact } from '../artifact-list.ts'
import { type LogFacts } from '../facts.ts'
import { type Attempt } from '../spec.ts'

/** Everything that a check can find; the words are in evidence-words.ts. */
export const evidenceFindings = [
  'diff-there',
  'diff-missing',
  'diff-empty',
  'tests-passed',
  'tests-failed',
  'tests-none-ran',
  'tests-all-skipped',
  'tests-unknown',
  'tests-missing',
  'test-code-untouched',
  'test-code-edited',
  'test-code-weakened',
  'exit-agrees',
  'exit-contradicts',
  'exit-failed',
  'exit-unknown',
  'log-complete',
  'log-silent',
  'log-mid-line',
  'log-stopped',
  'log-missing',
  'result-newer',
  'result-older',
  'content-verified',
  'content-damaged',
  'content-unread',
] as const
export const evidenceFindingSchema = z.enum(evidenceFindings)
export type EvidenceFinding = z.infer<typeof evidenceFindingSchema>

/** `notice` is worth knowing, `gap` is missing, `bad` speaks against the attempt. */
export type EvidenceLevel = 'good' | 'notice' | 'gap' | 'bad' | 'unknown'

/** What one check found. */
export interface EvidenceLine {
  finding: EvidenceFinding
  level: EvidenceLevel
  /** What the finding counts; see the words for each. */
  counts: Readonly<Record<string, number>>
  /** A line quoted from the content. */
  quote: string | null
  /** Why the content is damaged or cannot be read, as the store says it. */
  reason: string | null
  /** The artifact of the attempt that shows it, and where in it, in the words of its viewer. */
  proof: { name: string; place: string | null } | null
}

/** How much a finding asks for a look, against the others. */
export const evidencePoints: Readonly<Partial<Record<EvidenceFinding, number>>> = {
  'content-damaged': 50,
  'exit-contradicts': 40,
  'test-code-weakened': 35,
  'tests-failed': 30,
  'tests-none-ran': 25,
  'tests-all-skipped': 25,
  'log-stopped': 20,
  'exit-failed': 15,
  'tests-missing': 15,
  'tests-unknown': 15,
  'content-unread': 15,
  'diff-missing': 15,
  'diff-empty': 15,
  'result-older': 10,
  'log-mid-line': 8,
  'test-code-edited': 5,
  'log-missing': 5,
}

/** Uploads of one attempt take their time. */
const sameTimeMs = 60_000

/** Every check that can be made, in the order in which a reviewer asks. */
export function readEvidence(attempt: Attempt): EvidenceLine[] {
  return [diffLine, testsLine, testCodeLine, exitLine, logLine, orderLine, contentLine]
    .map((check) => check(attempt))
    .filter((line) => line !== undefined)
}

function line(finding: EvidenceFinding, level: EvidenceLevel, more: Partial<EvidenceLine> = {}): EvidenceLine {
  return { finding, level, counts: {}, quote: null, reason: null, proof: null, ...more }
}

const proofOf = (artifact: Artifact | undefined, place: string | null = null) =>
  artifact === undefined ? {} : { proof: { name: artifact.record.name, place } }

const ofType = ({ artifacts }: Attempt, type: 'diff' | 'test' | 'log') => artifacts.filter(({ record }) => record.type === type)

// What was not read yet is said once, by `contentLine`.
const isUnread = ({ facts }: Artifact) => facts === null
const noChanges = { files: 0, insertions: 0, deletions: 0 }

function diffLine(attempt: Attempt): EvidenceLine | undefined {
  const diffs = ofType(attempt, 'diff')
  const [first] = diffs
  if (first === undefined) return line('diff-missing', 'gap')
  if (attempt.diff === null && diffs.some(isUnread)) return undefined
  const { files, insertions, deletions } = attempt.diff ?? noChanges
  if (files === 0) return line('diff-empty', 'gap', proofOf(first))
  return line('diff-there', 'good', { counts: { files, insertions, deletions }, ...proofOf(first) })
}

/** The artifact that the attempt's test counts are from. */
function testSource({ artifacts, tests }: Attempt): Artifact | undefined {
  return artifacts.find(({ facts }) => tests !== null && (facts === tests || (facts?.type === 'log' && facts.test === tests)))
}

function testsLine(attempt: Attempt): EvidenceLine | undefined {
  const { tests } = attempt
  const source = testSource(attempt)
  if (tests === null) return ofType(attempt, 'test').some(isUnread) ? undefined : line('tests-missing', 'gap')
  const { total, passed, failed, skipped } = tests
  if ((failed ?? 0) > 0) return line('tests-failed', 'bad', { counts: { failed: failed ?? 0, total: total ?? 0 }, ...proofOf(source) })
  if (total === null) return line('tests-unknown', 'unknown', proofOf(source))
  if (total === 0) return line('tests-none-ran', 'gap', proofOf(source))
  if (skipped === total) return line('tests-all-skipped', 'gap', { counts: { total }, ...proofOf(source) })
  return line('tests-passed', 'good', { counts: { passed: passed ?? 0, total, skipped: skipped ?? 0 }, ...proofOf(source) })
}

function testCodeLine(attempt: Attempt): EvidenceLine | undefined {
  const known = ofType(attempt, 'diff').flatMap((artifact) =>
    artifact.facts?.type === 'diff' && artifact.facts.testChanges !== undefined ? [{ artifact, changes: artifact.facts.testChanges }] : [],
  )
  const [first] = known
  if (first === undefined) return undefined
  const sum = (key: 'edited' | 'deleted' | 'skips' | 'removedTests') => known.reduce((total, { changes }) => total + changes[key], 0)
  const counts = { edited: sum('edited'), deleted: sum('deleted'), skips: sum('skips'), removed: sum('removedTests') }
  const isWeakened = counts.deleted + counts.skips + counts.removed > 0
  if (!isWeakened && counts.edited === 0) return line('test-code-untouched', 'good', proofOf(first.artifact))
  const shown = known.find(({ changes }) => changes.first !== null && (!isWeakened || changes.first.what !== 'edited')) ?? first
  const at = shown.changes.first
  const place = at === null ? null : `${at.path}${at.line === null ? '' : `:${at.side === 'old' ? 'L' : 'R'}${at.line}`}`
  return line(isWeakened ? 'test-code-weakened' : 'test-code-edited', isWeakened ? 'bad' : 'notice', {
    counts,
    ...proofOf(shown.artifact, place),
  })
}

const exitKeys = ['exit_code', 'exitCode', 'returncode', 'return_code']

function exitOf(attempt: Attempt): { code: number; artifact: Artifact; place: string | null } | undefined {
  for (const artifact of attempt.artifacts) {
    const code = exitKeys.map((key) => artifact.record.metadata[key]).find((value) => typeof value === 'number')
    if (code !== undefined) return { code, artifact, place: null }
  }
  const source = testSource(attempt)
  const logs = ofType(attempt, 'log').toSorted((a, b) => Number(b === source) - Number(a === source))
  for (const artifact of logs) {
    const end = artifact.facts?.type === 'log' ? artifact.facts.end : undefined
    if (end !== undefined && end.exitCode !== null)
      return { code: end.exitCode, artifact, place: end.line === null ? null : `L${end.line}` }
  }
  return undefined
}

function exitLine(attempt: Attempt): EvidenceLine {
  const exit = exitOf(attempt)
  if (exit === undefined) return line('exit-unknown', 'unknown')
  const { code, artifact, place } = exit
  const more = { counts: { code, failed: attempt.tests?.failed ?? 0 }, ...proofOf(artifact, place) }
  const failed = attempt.tests?.failed ?? null
  if (failed === null || attempt.tests?.total === 0)
    return code === 0 ? line('exit-agrees', 'good', more) : line('exit-failed', 'bad', more)
  return (code === 0) === (failed === 0) ? line('exit-agrees', 'good', more) : line('exit-contradicts', 'bad', more)
}

const ends: Record<NonNullable<LogFacts['end']>['state'], { finding: EvidenceFinding; level: EvidenceLevel; rank: number }> = {
  stopped: { finding: 'log-stopped', level: 'bad', rank: 0 },
  'mid-line': { finding: 'log-mid-line', level: 'notice', rank: 1 },
  silent: { finding: 'log-silent', level: 'unknown', rank: 2 },
  complete: { finding: 'log-complete', level: 'good', rank: 3 },
}

/** The log of the tests, or else the one that ended worst. */
function logLine(attempt: Attempt): EvidenceLine | undefined {
  const logs = ofType(attempt, 'log')
  if (logs.length === 0) return line('log-missing', 'notice')
  const source = testSource(attempt)
  const [worst] = logs
    .flatMap((artifact) =>
      artifact.facts?.type === 'log' && artifact.facts.end !== undefined ? [{ artifact, end: artifact.facts.end }] : [],
    )
    .toSorted((a, b) => Number(b.artifact === source) - Number(a.artifact === source) || ends[a.end.state].rank - ends[b.end.state].rank)
  if (worst === undefined) return logs.some(isUnread) ? undefined : line('log-silent', 'unknown', proofOf(logs[0]))
  const { finding, level } = ends[worst.end.state]
  return line(finding, level, { quote: worst.end.text, ...proofOf(worst.artifact, worst.end.line === null ? null : `L${worst.end.line}`) })
}

function orderLine(attempt: Attempt): EvidenceLine | undefined {
  const result = testSource(attempt)
  const [diff] = ofType(attempt, 'diff').toSorted((a, b) => b.record.createdAt.localeCompare(a.record.createdAt))
  if (result === undefined || diff === undefined) return undefined
  const olderMs = Date.parse(diff.record.createdAt) - Date.parse(result.record.createdAt)
  return olderMs > sameTimeMs
    ? line('result-older', 'bad', { counts: { minutes: Math.round(olderMs / 60_000) }, ...proofOf(result) })
    : line('result-newer', 'good', proofOf(result))
}

/** Facts are read of the whole content, whose checksum is compared on the way. */
function contentLine({ artifacts }: Attempt): EvidenceLine {
  const damaged = artifacts.filter(({ damage }) => damage !== undefined)
  if (damaged.length > 0)
    return line('content-damaged', 'bad', {
      counts: { artifacts: damaged.length },
      reason: damaged[0]?.damage?.reason ?? null,
      ...proofOf(damaged[0]),
    })
  const unread = artifacts.filter(isUnread)
  if (unread.length > 0) {
    const reason = unread.find((artifact) => artifact.unread !== undefined)?.unread ?? null
    return line('content-unread', 'unknown', { counts: { artifacts: unread.length }, reason, ...proofOf(unread[0]) })
  }
  return line('content-verified', 'good', { counts: { artifacts: artifacts.length }, ...proofOf(artifacts[0]) })
}
