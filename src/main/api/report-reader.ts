// Parsed test reports on their way to a window.
import { type ReportPage, type TestCase, type TestReport } from '../../shared/test-report.ts'
import { type FactsPool } from '../facts/facts-pool.ts'
import { type ArtifactStore } from '../store/artifact-store.ts'
import { KeptAnswers } from './kept-answers.ts'

export interface ReportReader {
  /** @throws artifact.not-found, artifact.corrupt */
  read(store: ArtifactStore, uri: string): Promise<TestReport>
  /** The same with few enough of its cases for one answer. */
  readPage(store: ArtifactStore, uri: string, from: number): Promise<ReportPage>
}

const keptReports = 8

/** Reports are parsed in the pool's threads; the last few are kept, as a reviewer goes back and forth between them. */
export function createReportReader(pool: FactsPool): ReportReader {
  const kept = new KeptAnswers<TestReport>(keptReports)
  const read = async (store: ArtifactStore, uri: string) => {
    const { record } = await store.get(uri)
    return kept.get(`${record.checksum} ${record.type} ${record.name}`, () => pool.readReport(record, () => store.download(uri)))
  }
  return { read, readPage: async (store, uri, from) => pageOf(await read(store, uri), from) }
}

/** What a window takes in within a few milliseconds. */
const pageCases = 2000
const pageLetters = 2 ** 19

/** At least one case, however long it is. */
export function pageOf(report: TestReport, from: number): ReportPage {
  let end = from
  for (let letters = 0; end < Math.min(report.cases.length, from + pageCases) && letters < pageLetters; end++)
    letters += lengthOf(report.cases[end])
  return { ...report, cases: report.cases.slice(from, end), next: end < report.cases.length ? end : null }
}

function lengthOf({ message = '', trace = '', output = '' }: Partial<TestCase> = {}): number {
  return message.length + trace.length + output.length
}
