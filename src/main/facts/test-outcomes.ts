// How each test of a report ended, small enough to keep for every attempt of a task.
import { type ArtifactType } from '../../shared/artifact.ts'
import { testKeys, testPath } from '../../shared/test-key.ts'
import { type TestStatus } from '../../shared/test-report.ts'
import { readReport } from './read-report.ts'

export interface TestOutcome {
  key: string
  status: TestStatus
  durationMs?: number | undefined
}

export interface TestOutcomes {
  /** By `outcomeId`: what tests of other tools' reports can be found by, too. */
  byId: Map<string, TestOutcome>
  /** The report lists every test, so one that is not in it did not run. */
  isFull: boolean
}

/** The same for a test whichever tool reports it, and whatever else is in the report. */
export function outcomeId(test: { suite: readonly string[]; name: string }): string {
  return testPath({ suite: [...test.suite], name: test.name }).join('\n')
}

const outcomesKept = 500_000

/** Where a report has a test more than once, its worst end counts. */
export async function readOutcomes(
  artifact: { name: string; type: ArtifactType },
  content: AsyncIterable<Uint8Array>,
): Promise<TestOutcomes> {
  const { cases, completeness } = await readReport(artifact, content)
  const keys = testKeys(cases)
  const byId = new Map<string, TestOutcome>()
  for (const [index, { status, durationMs, suite, name }] of cases.entries()) {
    if (byId.size >= outcomesKept) break
    const id = outcomeId({ suite, name })
    const known = byId.get(id)
    if (known !== undefined && weight[known.status] >= weight[status]) continue
    byId.set(id, { key: keys[index] ?? '', status, ...(durationMs === undefined ? {} : { durationMs }) })
  }
  return { byId, isFull: completeness === 'full' && cases.length <= outcomesKept }
}

const weight: Record<TestStatus, number> = { skipped: 0, passed: 1, errored: 2, failed: 3 }
