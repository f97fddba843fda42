import { describe, expect, it } from 'vitest'
import { testRecord } from '../../../shared/record-fixture.ts'
import { type Artifact } from '../../../shared/artifact-list.ts'
import { type ArtifactRecord, type ArtifactType } from '../../../shared/artifact.ts'
import { type Facts, type TestFacts } from '../../../shared/facts.ts'
import { chooseView, chooseViews } from './choose-view.ts'

const record = testRecord()

const test: TestFacts = {
  format: 'pytest-console',
  completeness: 'totals-only',
  total: 1,
  passed: 1,
  failed: 0,
  skipped: 0,
  errored: 0,
  durationMs: null,
  failures: [],
  notes: [],
}
const diff: Facts = { type: 'diff', files: 0, insertions: 0, deletions: 0, paths: [], binaries: 0, renames: 0, notes: [] }
const log: Facts = { type: 'log', lines: 1, errors: 0, warnings: 0, firstErrorLine: null, hasAnsi: false, test: null, notes: [] }

const views = (facts: Facts | null, change: Partial<ArtifactRecord> = {}) =>
  chooseViews({ record: { ...record, ...change }, facts } satisfies Artifact)

describe('the views on offer', () => {
  it('always include text and hex', () => {
    const content = ['image', 'text', 'empty', 'binary'] as const
    const facts: Facts[] = [
      diff,
      log,
      { type: 'test', ...test },
      ...content.map((content): Facts => ({ type: 'file', content, lines: null, notes: [] })),
    ]
    const types: ArtifactType[] = ['diff', 'log', 'test', 'file']
    const offered = [...facts.map((fact) => views(fact)), ...types.map((type) => views(null, { type }))]
    for (const names of offered) expect(names).toEqual(expect.arrayContaining(['text', 'hex']))
  })

  it('start with what suits the content', () => {
    expect(views(diff)[0]).toBe('diff')
    expect(views({ type: 'file', content: 'binary', lines: null, notes: [] })[0]).toBe('hex')
    expect(views({ type: 'file', content: 'image', lines: null, notes: [] })[0]).toBe('image')
  })

  it('start with the text of a diff that holds none and of a report nobody understands', () => {
    expect(views({ ...diff, notes: [{ code: 'diff.none' }] })[0]).toBe('text')
    expect(views({ type: 'test', ...test, format: 'unknown' })[0]).toBe('text')
  })

  it('offer tests for a log with a test summary, and the log for tests read from a console', () => {
    expect(views({ ...log, test })).toEqual(['log', 'tests', 'text', 'hex'])
    expect(views(log)).not.toContain('tests')
    expect(views({ type: 'test', ...test })).toEqual(['tests', 'log', 'text', 'hex'])
  })

  it('go by type until the facts are there', () => {
    expect(views(null, { type: 'diff' })[0]).toBe('diff')
    expect(views(null, { mimeType: 'image/png' })[0]).toBe('image')
  })

  it('give way to the asked view only when it is on offer', () => {
    expect(chooseView(['log', 'text', 'hex'], 'hex')).toBe('hex')
    expect(chooseView(['log', 'text', 'hex'], 'diff')).toBe('log')
    expect(chooseView(['log', 'text', 'hex'], undefined)).toBe('log')
  })
})
