// Parsed test reports on their way to a window.
import { type TestReport } from '../../shared/test-report.ts'
import { type FactsPool } from '../facts/facts-pool.ts'
import { type ArtifactStore } from '../store/artifact-store.ts'
import { KeptAnswers } from './kept-answers.ts'

export interface ReportReader {
  /** @throws artifact.not-found, artifact.corrupt */
  read(store: ArtifactStore, uri: string): Promise<TestReport>
}

const keptReports = 8

/** Reports are parsed in the pool's threads; the last few are kept, as a reviewer goes back and forth between them. */
export function createReportReader(pool: FactsPool): ReportReader {
  const kept = new KeptAnswers<TestReport>(keptReports)
  return {
    read: async (store, uri) => {
      const { record } = await store.get(uri)
      return kept.get(`${record.checksum} ${record.type} ${record.name}`, () => pool.readReport(record, () => store.download(uri)))
    },
  }
}
