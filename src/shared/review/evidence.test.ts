import { describe, expect, it } from 'vitest'
import { testRecord } from '../record-fixture.ts'
import { type Artifact } from '../artifact-list.ts'
import { type ArtifactType, type Json } from '../artifact.ts'
import { describeFinding } from './evidence-words.ts'
import { type EvidenceFinding, evidenceFindings, readEvidence } from './evidence.ts'
import { type DiffFacts, type Facts, type LogEnd, type TestFacts } from '../facts.ts'
import { groupAttempts } from '../spec.ts'

interface Given {
  type: ArtifactType
  facts?: Facts | null
  metadata?: Record<string, Json>
  createdAt?: string
  damage?: Artifact['damage']
}

const artifact = ({ type, facts = null, metadata = {}, createdAt = '2026-11-21T00:00:00.000Z', damage }: Given): Artifact => ({
  record: testRecord({ uri: `file:///s/a/1/${type}`, type, name: type, createdAt, metadata }),
  facts,
  ...(damage === undefined ? {} : { damage }),
})
const diffFacts = (more: Partial<DiffFacts> = {}): Facts => ({
  type: 'diff',
  files: 1,
  insertions: 2,
  deletions: 1,
  paths: ['x'],
  binaries: 0,
  renames: 0,
  testChanges: { edited: 0, deleted: 0, skips: 0, removedTests: 0, first: null },
  notes: [],
  ...more,
})
const testFacts = (counts: Partial<TestFacts> = {}): TestFacts => ({
  format: 'junit-xml',
  completeness: 'full',
  total: 3,
  passed: 3,
  failed: 0,
  skipped: 0,
  errored: 0,
  durationMs: null,
  failures: [],
  notes: [],
  ...counts,
})
const logFacts = (end: Partial<LogEnd> = {}, test: TestFacts | null = null): Facts => ({
  type: 'log',
  lines: 9,
  errors: 0,
  warnings: 0,
  firstErrorLine: null,
  hasAnsi: false,
  test,
  end: { state: 'complete', line: 9, text: null, exitCode: 0, ...end },
  notes: [],
})
const evidenceOf = (...given: Given[]) => groupAttempts(given.map(artifact)).flatMap(readEvidence)
const findings = (...given: Given[]) => evidenceOf(...given).map(({ finding }) => finding)
const diff: Given = { type: 'diff', facts: diffFacts() }
const test = (counts?: Partial<TestFacts>): Given => ({ type: 'test', facts: { type: 'test', ...testFacts(counts) } })
const log = (end?: Partial<LogEnd>): Given => ({ type: 'log', facts: logFacts(end) })

describe('the evidence of an attempt', () => {
  it('is good line by line, with a proof for each', () => {
    const lines = evidenceOf(diff, test(), log())
    expect(lines.map(({ finding, level, proof }) => [finding, level, proof?.name])).toEqual([
      ['diff-there', 'good', 'diff'],
      ['tests-passed', 'good', 'test'],
      ['test-code-untouched', 'good', 'diff'],
      ['exit-agrees', 'good', 'log'],
      ['log-complete', 'good', 'log'],
      ['result-newer', 'good', 'test'],
      ['content-verified', 'good', 'diff'],
    ])
  })

  it.each<[string, Given[], EvidenceFinding]>([
    ['no diff', [test()], 'diff-missing'],
    ['a diff that changes nothing', [{ type: 'diff', facts: diffFacts({ files: 0 }) }], 'diff-empty'],
    ['a diff that is not read yet', [{ type: 'diff' }], 'content-unread'],
    ['no test result', [diff, log()], 'tests-missing'],
    ['no test that ran', [test({ total: 0, passed: 0 })], 'tests-none-ran'],
    ['nothing but skipped tests', [test({ passed: 0, skipped: 3 })], 'tests-all-skipped'],
    ['unknown counts', [test({ total: null, passed: null, failed: null, skipped: null })], 'tests-unknown'],
    ['failed tests, though the total is unknown', [test({ total: null, failed: 2 })], 'tests-failed'],
    ['a log that was stopped', [log({ state: 'stopped', text: 'Killed' })], 'log-stopped'],
    ['a log without an end', [log({ state: 'mid-line', exitCode: null })], 'log-mid-line'],
    ['no log', [diff], 'log-missing'],
    ['exit code 0 though tests failed', [test({ failed: 1, passed: 2 }), log({ exitCode: 0 })], 'exit-contradicts'],
    ['exit code 1 though none failed', [test(), log({ exitCode: 1 })], 'exit-contradicts'],
    ['exit code 1 and failed tests', [test({ failed: 1, passed: 2 }), log({ exitCode: 1 })], 'exit-agrees'],
    ['exit code 1 and no tests', [log({ exitCode: 1 })], 'exit-failed'],
    ['no exit code', [log({ exitCode: null })], 'exit-unknown'],
    ['an exit code in the metadata', [{ ...test(), metadata: { exit_code: 2 } }, log({ exitCode: 0 })], 'exit-contradicts'],
    ['a result from before the diff', [{ ...diff, createdAt: '2026-11-21T00:05:00.000Z' }, test()], 'result-older'],
    ['uploads of the same minute', [{ ...diff, createdAt: '2026-11-21T00:00:50.000Z' }, test()], 'result-newer'],
    ['damaged content', [{ ...diff, damage: { status: 'corrupt', reason: 'its checksum differs' } }], 'content-damaged'],
  ])('%s is found', (_what, given, finding) => {
    expect(findings(...given)).toContain(finding)
  })

  it('of what is not read yet says only that, once', () => {
    const lines = evidenceOf({ type: 'diff' }, { type: 'test' }, { type: 'log' })
    expect(lines.map(({ finding, counts }) => [finding, counts['artifacts']])).toEqual([
      ['exit-unknown', undefined],
      ['content-unread', 3],
    ])
    expect(findings(diff, { type: 'test' }, log())).not.toContain('tests-unknown')
  })

  it('leads to the line where a skip was added', () => {
    const first = { what: 'skipped', path: 'tests/a.py', side: 'new', line: 12 } as const
    const changed = {
      type: 'diff',
      facts: diffFacts({ testChanges: { edited: 1, deleted: 0, skips: 1, removedTests: 0, first } }),
    } as const
    expect(evidenceOf(changed)).toContainEqual(
      expect.objectContaining({ finding: 'test-code-weakened', level: 'bad', proof: { name: 'diff', place: 'tests/a.py:R12' } }),
    )
  })

  it('judges the log whose tests counted, not another one', () => {
    const facts = logFacts({ state: 'stopped', text: 'Killed', line: 4 }, testFacts())
    expect(evidenceOf({ type: 'log', facts }).find(({ finding }) => finding === 'log-stopped')).toMatchObject({
      quote: 'Killed',
      proof: { name: 'log', place: 'L4' },
    })
  })

  it('has words for every finding, with the counts in them', () => {
    for (const finding of evidenceFindings) expect(describeFinding(finding, {}), finding).toMatch(/^[A-Z\d].*[^.]$/)
    expect(describeFinding('tests-failed', { failed: 1, total: 1200 })).toBe('1 of 1,200 tests failed')
    expect(describeFinding('test-code-weakened', { deleted: 1, skips: 2, removed: 0 })).toBe(
      'The same diff deletes 1 test file, adds 2 skips',
    )
  })
})
