// What a failing test has to do with the rest of its attempt, and with the other attempts.
import { type AttemptName } from '../../shared/attempt-name.ts'
import { type Loadable } from '../../shared/loadable.ts'
import { type TestHistory } from '../../shared/triage/test-history.ts'
import { type TestCase } from '../../shared/test-report.ts'
import { type LogMention, type Triage } from '../../shared/triage/triage.ts'
import { useLoadable } from './query.ts'
import { queryKeys } from './query-keys.ts'

type Named = Pick<TestCase, 'suite' | 'name'>

/** Where an attempt's failing tests lead to in its diffs. */
export function useTriage(attempt: AttemptName, isWanted: boolean): Loadable<Triage> {
  const { specName, taskId, version } = attempt
  return useLoadable({
    key: queryKeys.triage(specName, taskId, version),
    read: (client, signal) => client.triage.get({ specName, taskId, version }, { signal }),
    isWanted,
  })
}

/** Where a log names a test. */
export function useMention(uri: string, { suite, name }: Named): Loadable<LogMention> {
  return useLoadable({
    key: queryKeys.mention(uri, suite, name),
    read: (client, signal) => client.triage.mention({ uri, suite, name }, { signal }),
  })
}

/** How a test ended in every attempt of its task. */
export function useTestHistory(
  report: { specName: string; taskId: string; name: string },
  { suite, name }: Named,
  isWanted: boolean,
): Loadable<TestHistory> {
  const { specName, taskId, name: artifactName } = report
  return useLoadable({
    key: queryKeys.testHistory(specName, taskId, artifactName, suite, name),
    read: (client, signal) => client.report.history({ specName, taskId, artifactName, suite, name }, { signal }),
    isWanted,
  })
}
