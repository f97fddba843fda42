// From failing test to code, for the window: an attempt's reports, diffs and logs brought together.
import { type Artifact } from '../../shared/artifact-list.ts'
import { type AttemptName } from '../../shared/attempt-name.ts'
import { type LinkedTest, type LogMention, type Triage } from '../../shared/triage/triage.ts'
import { type FactsPool } from '../facts/facts-pool.ts'
import { type AskedTest } from '../facts/triage/log-mentions.ts'
import { type DiffChanges } from '../facts/triage/link-frames.ts'
import { type FailingTest, type FailingTests } from '../facts/triage/link-tests.ts'
import { type ArtifactStore } from '../store/artifact-store.ts'
import { KeptAnswers } from './kept-answers.ts'

export interface TriageReader {
  /** @throws artifact.not-found, artifact.corrupt */
  triage(store: ArtifactStore, attempt: AttemptName): Promise<Triage>
  /** @throws artifact.not-found, artifact.corrupt */
  mention(store: ArtifactStore, uri: string, test: AskedTest): Promise<LogMention>
}

const keptAnswers = 16

/** Answers are kept by content, as a reviewer goes back and forth between an attempt's diff, tests and log. */
export function createTriageReader(pool: FactsPool): TriageReader {
  const triages = new KeptAnswers<Triage>(keptAnswers)
  const mentions = new KeptAnswers<LogMention>(keptAnswers)
  return {
    triage: async (store, { specName, taskId, version }) => {
      const { artifacts } = await store.getTask(specName, taskId)
      const own = artifacts.filter(({ record }) => record.version === version)
      const key = own.map(({ record, facts }) => `${record.type} ${record.name} ${record.checksum} ${facts === null}`).join('\n')
      return triages.get(key, () => readTriage(pool, store, own))
    },
    mention: async (store, uri, test) => {
      const { record } = await store.get(uri)
      const key = JSON.stringify([record.checksum, test.suite, test.name])
      return mentions.get(key, () =>
        pool.findMentions({ ...record, test: { suite: test.suite, name: test.name } }, () => store.download(uri)),
      )
    },
  }
}

/** Test reports, and logs in which a runner summed up failures. */
function hasFailures({ record, facts }: Artifact): boolean {
  if (record.type === 'test') return facts?.type !== 'test' || facts.failed !== 0
  return facts?.type === 'log' && facts.test !== null && facts.test.failed !== 0
}

async function readTriage(pool: FactsPool, store: ArtifactStore, artifacts: readonly Artifact[]): Promise<Triage> {
  const diffs: DiffChanges[] = []
  for (const { record } of artifacts) {
    if (record.type !== 'diff') continue
    diffs.push({ diffName: record.name, files: await pool.readChanges(record, () => store.download(record.uri)) })
  }
  const reports = []
  for (const artifact of artifacts) {
    const { record } = artifact
    if (diffs.length === 0 || !hasFailures(artifact) || (record.type !== 'test' && record.type !== 'log')) continue
    const found = await pool.linkTests({ ...record, diffs }, () => store.download(record.uri))
    reports.push({ name: record.name, type: record.type, found })
  }
  const logs = reports.filter(({ type }) => type === 'log')
  return {
    diffs: diffs.map(({ diffName }) => diffName),
    reports: reports.map(({ name, type, found: { tests, failing, isCut } }) => ({
      name,
      type,
      tests: tests.map((test) => linkedTest(test, type === 'log' ? [] : logs)).filter(({ links }) => links.length > 0),
      failing,
      isCut,
    })),
  }
}

/** A report without traces takes the frames from a log of its attempt, where that names the test. */
function linkedTest(test: FailingTest, logs: readonly { name: string; found: FailingTests }[]): LinkedTest {
  const own = { key: test.key, links: test.links }
  if (test.hasFrames) return own
  for (const { name, found } of logs) {
    const [same, ...others] = found.tests.filter((other) => other.hasFrames && isSameTest(test, other))
    if (same !== undefined && others.length === 0 && same.links.length > 0) return { key: test.key, links: same.links, fromLog: name }
  }
  return own
}

/** The names agree as far as both tell; reports of SWE-bench may give a docstring, or a name without its file. */
export function isSameTest(one: Pick<FailingTest, 'path' | 'title'>, other: Pick<FailingTest, 'path' | 'title'>): boolean {
  const [short, long] = one.path.length <= other.path.length ? [one.path, other.path] : [other.path, one.path]
  if (short.length === 1 && (short[0] === one.title || short[0] === other.title)) return true
  return short.every((part, index) => part === long[long.length - short.length + index])
}
