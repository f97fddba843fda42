import { describe, expect, it } from 'vitest'
import { type Facts } from '../../../shared/facts.ts'
import { factsWords } from './facts-words.ts'

const diff: Facts = { type: 'diff', files: 1, insertions: 1200, deletions: 3, paths: [], binaries: 0, renames: 0, notes: [] }
const log: Facts = { type: 'log', lines: 1204, errors: 0, warnings: 0, firstErrorLine: null, hasAnsi: false, test: null, notes: [] }

const report: Facts = {
  type: 'test',
  format: 'junit-xml',
  completeness: 'full',
  total: 46,
  passed: 44,
  failed: 0,
  skipped: 2,
  errored: 0,
  durationMs: null,
  failures: [],
  notes: [],
}

describe('facts in few words', () => {
  it('tell what a diff changes, and when it changes nothing', () => {
    expect(factsWords(diff)).toEqual({ words: '+1,200 −3 in 1 file', tone: 'plain' })
    expect(factsWords({ ...diff, files: 0 })).toMatchObject({ tone: 'warning' })
  })

  it('put the errors of a log before its length', () => {
    expect(factsWords(log)).toEqual({ words: '1,204 lines', tone: 'plain' })
    expect(factsWords({ ...log, errors: 2 })).toEqual({ words: '2 errors in 1,204 lines', tone: 'failed' })
  })

  it('put failing tests first, and keep skipped ones apart from passed ones', () => {
    expect(factsWords(report)).toEqual({ words: '44 passed, 2 skipped', tone: 'plain' })
    expect(factsWords({ ...report, passed: 46, skipped: 0 })).toEqual({ words: '46 passed', tone: 'plain' })
    expect(factsWords({ ...report, passed: 43, failed: 1 })).toEqual({ words: '1 failed of 46 tests', tone: 'failed' })
  })

  it('warn when no test ran, and when the report cannot be understood', () => {
    expect(factsWords({ ...report, total: 0, passed: 0, skipped: 0 })).toEqual({ words: 'No test ran', tone: 'warning' })
    expect(factsWords({ ...report, format: 'unknown', total: null, passed: null, failed: null })).toMatchObject({ tone: 'warning' })
  })

  it('say that facts are still to come', () => {
    expect(factsWords(null).words).toBe('reading…')
  })

  it('say why they are not there when the content could not be read', () => {
    expect(factsWords(null, 'The disk is gone.')).toEqual({ words: 'cannot be read: The disk is gone.', tone: 'warning' })
  })
})
