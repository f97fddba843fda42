// Answers for content that could not be read to the end: what is unknown, with a note that says why.
import { type ArtifactType } from '../../shared/artifact.ts'
import { type Facts, type FactsNote } from '../../shared/facts.ts'
import { summarizeReport, type TestReport } from '../../shared/test-report.ts'
import { unknownTotals } from './reports/report-collector.ts'

export function failedReport(reason: string): TestReport {
  const notes: FactsNote[] = [{ code: 'facts.failed', detail: reason }]
  return { format: 'unknown', completeness: 'totals-only', totals: unknownTotals, durationMs: null, cases: [], notes }
}

export function failedFacts(type: ArtifactType, reason: string): Facts {
  const notes: FactsNote[] = [{ code: 'facts.failed', detail: reason }]
  const facts: { [Type in ArtifactType]: Extract<Facts, { type: Type }> } = {
    diff: { type: 'diff', files: 0, insertions: 0, deletions: 0, paths: [], binaries: 0, renames: 0, notes },
    log: { type: 'log', lines: 0, errors: 0, warnings: 0, firstErrorLine: null, hasAnsi: false, test: null, notes },
    test: { type: 'test', ...summarizeReport(failedReport(reason)) },
    file: { type: 'file', content: 'binary', lines: null, notes },
  }
  return facts[type]
}
