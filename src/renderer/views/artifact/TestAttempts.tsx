import { t } from '../../../shared/language/translate.ts'
import { type ArtifactRecord } from '../../../shared/artifact.ts'
import { type AttemptOutcome, failingSince, type TestHistory } from '../../../shared/triage/test-history.ts'
import { type TestCase } from '../../../shared/test-report.ts'
import { useHref } from '../../state/navigation.ts'
import { useTask } from '../../state/tasks.ts'
import { useTestHistory } from '../../state/triage.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { formatDuration } from '../../ui/words/moment.ts'
import { OutcomeSign } from '../../viewers/tests/OutcomeSign.tsx'
import { testDestination } from './failing-tests.ts'
import styles from './TestSurroundings.module.css'

interface TestAttemptsProps {
  record: ArtifactRecord
  test: TestCase
}

/** How the test ended in each attempt of the task. */
export function TestAttempts({ record, test }: TestAttemptsProps) {
  const history = useTestHistory(record, test, true)
  return (
    <section className={styles['section']} aria-label={t('Over the attempts')}>
      <h4 className={styles['title']}>{t('Over the attempts')}</h4>
      <Loaded from={history} label={t("Reading the other attempts' reports")}>
        {(value) => <Attempts record={record} history={value} />}
      </Loaded>
    </section>
  )
}

function Attempts({ record, history }: { record: ArtifactRecord; history: TestHistory }) {
  const since = failingSince(history, record.version)
  return (
    <>
      <ol className={styles['attempts']}>
        {history.attempts.map(({ version, outcome }) => (
          <li key={version} className={styles['attempt']} {...(version === record.version ? { 'aria-current': 'true' } : {})}>
            <Attempt record={record} version={version} outcome={outcome} />
          </li>
        ))}
      </ol>
      {since !== undefined && (
        <p className={styles['none']}>
          {since === record.version ? t('Failing first in v{since}.', { since }) : t('Failing since v{since}.', { since })}
        </p>
      )}
    </>
  )
}

const untold: Record<Exclude<AttemptOutcome['kind'], 'ran'>, { sign: string; words: string }> = {
  absent: { sign: '∅', words: t('not in the report') },
  unknown: { sign: '?', words: t('unknown: the report does not list every test') },
  'no-report': { sign: '·', words: t('no report') },
}

function Attempt({ record, version, outcome }: { record: ArtifactRecord; version: number; outcome: AttemptOutcome }) {
  const href = useHref()
  const task = useTask(record.specName, record.taskId)
  if (outcome.kind !== 'ran') {
    const { sign, words } = untold[outcome.kind]
    return (
      <span className={styles['untold']} title={`v${version}: ${words}`}>
        v{version}{' '}
        <span role="img" aria-label={words}>
          {sign}
        </span>
      </span>
    )
  }
  const { artifactName, key, status, durationMs } = outcome
  const found =
    task.state === 'ready'
      ? task.value.artifacts.find(({ record: { name, version: its } }) => name === artifactName && its === version)
      : undefined
  const to = testDestination({ specName: record.specName, taskId: record.taskId, version }, artifactName, key, found?.record.type === 'log')
  return (
    <a
      href={href(to)}
      className={styles['ran']}
      title={t('v{version}: {status} in {artifactName}', { version, status: t(status), artifactName })}
    >
      v{version} <OutcomeSign status={status} />
      {durationMs !== undefined && <span className={styles['duration']}>{formatDuration(durationMs)}</span>}
    </a>
  )
}
