// How a test ended in every attempt of a task.
import { type Artifact } from '../../shared/artifact-list.ts'
import { type AttemptOutcome, type TestHistory } from '../../shared/triage/test-history.ts'
import { type FactsPool } from '../facts/facts-pool.ts'
import { outcomeId, type TestOutcomes } from '../facts/test-outcomes.ts'
import { type ArtifactStore } from '../store/artifact-store.ts'

export interface AskedHistory {
  specName: string
  taskId: string
  suite: string[]
  name: string
  /** The report that the test is looked at in; the other attempts' report of that name is looked into first. */
  artifactName: string
}

export interface TestHistoryReader {
  /** @throws artifact.not-found, artifact.corrupt */
  read(store: ArtifactStore, asked: AskedHistory): Promise<TestHistory>
}

/** Tests of all kept reports together. */
const keptTests = 1_000_000

/** Reports are read in the pool's threads; how their tests ended is kept, so that the next test's history is there at once. */
export function createTestHistoryReader(pool: FactsPool): TestHistoryReader {
  const kept = new Map<string, TestOutcomes>()

  async function outcomesOf(store: ArtifactStore, { record }: Artifact): Promise<TestOutcomes> {
    const key = `${record.type} ${record.name} ${record.checksum}`
    const known = kept.get(key)
    const outcomes = known ?? (await pool.readOutcomes(record, () => store.download(record.uri)))
    kept.delete(key)
    kept.set(key, outcomes)
    let tests = kept.values().reduce((sum, { byId }) => sum + byId.size, 0)
    for (const [oldest, { byId }] of kept) {
      if (tests <= keptTests || oldest === key) break
      kept.delete(oldest)
      tests -= byId.size
    }
    return outcomes
  }

  return {
    read: async (store, { specName, taskId, suite, name, artifactName }) => {
      const { artifacts } = await store.getTask(specName, taskId)
      const versions = [...new Set(artifacts.map(({ record }) => record.version))].toSorted((one, other) => one - other)
      const id = outcomeId({ suite, name })
      const attempts = []
      for (const version of versions) {
        const reports = reportsOf(artifacts, version, artifactName)
        let outcome: AttemptOutcome = { kind: reports.length === 0 ? 'no-report' : 'absent' }
        for (const report of reports) {
          const { byId, isFull } = await outcomesOf(store, report)
          const found = byId.get(id)
          if (found !== undefined) {
            outcome = { kind: 'ran', artifactName: report.record.name, ...found }
            break
          }
          if (!isFull) outcome = { kind: 'unknown' }
        }
        attempts.push({ version, outcome })
      }
      return { attempts }
    },
  }
}

/** An attempt's reports, the one of that name first, and its logs with a test summary only where it has no report. */
function reportsOf(artifacts: readonly Artifact[], version: number, artifactName: string): Artifact[] {
  const own = artifacts.filter(({ record }) => record.version === version)
  const same = own.filter(({ record, facts }) => record.name === artifactName && (record.type === 'test' || hasRun(facts)))
  const reports = own.filter(({ record }) => record.type === 'test' && record.name !== artifactName)
  const logs = own.filter(({ record, facts }) => record.type === 'log' && record.name !== artifactName && hasRun(facts))
  const first = [...same, ...reports]
  return first.length > 0 ? first : logs
}

function hasRun(facts: Artifact['facts']): boolean {
  return facts?.type === 'log' && facts.test !== null
}
