import { describe, expect, it } from 'vitest'
import { type Artifact } from '../artifact-list.ts'
import { type ArtifactType } from '../artifact.ts'
import { pairArtifacts, pairsOfType, testPairs } from './artifact-pairs.ts'
import { type Facts } from '../facts.ts'

const tests = (format: string, total: number | null) => ({
  format,
  completeness: 'full' as const,
  total,
  passed: total,
  failed: 0,
  skipped: 0,
  errored: 0,
  durationMs: null,
  failures: [],
  notes: [],
})
const logFacts = (format: string | undefined): Facts => ({
  type: 'log',
  lines: 1,
  errors: 0,
  warnings: 0,
  firstErrorLine: null,
  hasAnsi: false,
  test: format === undefined ? null : tests(format, 3),
  notes: [],
})

function artifact(name: string, type: ArtifactType, content: string, facts: Facts | null = null): Artifact {
  const checksum = Buffer.from(content).toString('hex').padEnd(64, '0')
  const record = { uri: `file:///s/${name}`, taskId: '1', specName: 'a', type, name, size: 1, originalSize: 1, checksum, version: 1 }
  return {
    record: {
      ...record,
      createdAt: '2026-11-21T00:00:00.000Z',
      compressed: false,
      encoding: 'identity',
      mimeType: '',
      tags: [],
      metadata: {},
    },
    facts,
  }
}

const words = (first: Artifact[], second: Artifact[]) =>
  pairArtifacts(first, second).map(({ first: one, second: other, change }) => [one?.record.name, other?.record.name, change])

describe('the artifacts of two attempts', () => {
  it('are in both the same or changed, or in one of them only', () => {
    const first = [artifact('patch.diff', 'diff', 'a'), artifact('notes.md', 'file', 'n'), artifact('old.json', 'file', 'o')]
    const second = [artifact('patch.diff', 'diff', 'b'), artifact('notes.md', 'file', 'n'), artifact('new.json', 'file', 'x')]
    expect(words(first, second)).toEqual([
      ['patch.diff', 'patch.diff', 'changed'],
      ['notes.md', 'notes.md', 'same'],
      [undefined, 'new.json', 'only-second'],
      ['old.json', undefined, 'only-first'],
    ])
  })

  it('belong together by what they hold where agents call them differently', () => {
    const first = [
      artifact('run.log', 'log', 'a', logFacts(undefined)),
      artifact('test_output.txt', 'log', 'b', logFacts('unittest-console')),
    ]
    const second = [artifact('eval.log', 'log', 'c', logFacts('unittest-console'))]
    expect(words(first, second)).toEqual([
      ['test_output.txt', 'eval.log', 'changed'],
      ['run.log', undefined, 'only-first'],
    ])
    expect(words([artifact('a.diff', 'diff', 'a')], [artifact('b.diff', 'diff', 'a')])).toEqual([['a.diff', 'b.diff', 'same']])
  })

  it('are not taken for the same where several could be', () => {
    const first = [artifact('a.diff', 'diff', 'a'), artifact('b.diff', 'diff', 'b')]
    expect(pairsOfType(pairArtifacts(first, [artifact('c.diff', 'diff', 'c')]), 'diff')).toEqual([])
    expect(words([artifact('result.json', 'file', 'a')], [artifact('metrics.json', 'file', 'a')])).toEqual([
      [undefined, 'metrics.json', 'only-second'],
      ['result.json', undefined, 'only-first'],
    ])
  })
})

describe('the tests of two attempts', () => {
  const report: Artifact = artifact('report.json', 'test', 'r', { type: 'test', ...tests('swebench-report', 2) })
  const log = (name: string) => artifact(name, 'log', name, logFacts('unittest-console'))
  const names = (first: Artifact[], second: Artifact[]) =>
    testPairs(first, second).map(({ first: one, second: other }) => `${one.record.name} ${other.record.name}`)

  it('are those of the reports, then those of the logs', () => {
    expect(names([report, log('out.txt')], [report, log('out.txt')])).toEqual(['report.json report.json', 'out.txt out.txt'])
  })

  it('are better read from two logs of one kind than from a report and a log', () => {
    expect(names([report, log('test_output.txt')], [log('eval.log')])).toEqual(['test_output.txt eval.log'])
  })

  it('are read from a report and a log when there is nothing better', () => {
    expect(names([report], [log('eval.log'), artifact('other.log', 'log', 'x', logFacts(undefined))])).toEqual(['report.json eval.log'])
    expect(names([report], [artifact('other.log', 'log', 'x', logFacts(undefined))])).toEqual([])
  })
})
