// Parsed test reports on their way to a window.
import { type TestReport } from '../../shared/test-report.ts'
import { type FactsPool } from '../facts/facts-pool.ts'
import { type ArtifactStore } from '../store/artifact-store.ts'

export interface ReportReader {
  /** @throws artifact.not-found, artifact.corrupt */
  read(store: ArtifactStore, uri: string): Promise<TestReport>
}

/** Reports are parsed in the pool's threads; the last few are kept, as a reviewer goes back and forth between them. */
export function createReportReader(pool: FactsPool): ReportReader {
  const kept = new Map<string, Promise<TestReport>>()
  const keptReports = 8
  return {
    read: async (store, uri) => {
      const { record } = await store.get(uri)
      const key = `${record.checksum} ${record.type} ${record.name}`
      const before = kept.get(key)
      kept.delete(key)
      const report = before ?? pool.readReport(record, () => store.download(uri))
      kept.set(key, report)
      report.catch(() => kept.delete(key))
      for (const oldest of kept.keys()) if (kept.size > keptReports) kept.delete(oldest)
      return report
    },
  }
}
