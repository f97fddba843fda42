import { t } from '../../../shared/language/translate.ts'
import { type Artifact } from '../../../shared/artifact-list.ts'
import { type ArtifactRecord } from '../../../shared/artifact.ts'
import { type TestCase } from '../../../shared/test-report.ts'
import { type LogMention } from '../../../shared/triage/triage.ts'
import { artifactDestination } from '../../state/artifacts.ts'
import { navigate, useHref } from '../../state/navigation.ts'
import { useShortcuts } from '../../state/shortcuts.ts'
import { useMention } from '../../state/triage.ts'
import { Keys } from '../../ui/Keys.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { formatCount, plural } from '../../ui/words/plural.ts'
import styles from './TestSurroundings.module.css'

/** What the attempt's logs say of a failing test. */
export function TestLog({ logs, test }: { logs: readonly Artifact[]; test: TestCase }) {
  return (
    <section className={styles['section']} aria-label={t('In the log')}>
      <h4 className={styles['title']}>
        {t('In the log')} <Keys keys="l" />
      </h4>
      {logs.toReversed().map(({ record }) => (
        <Mention key={record.uri} record={record} test={test} />
      ))}
    </section>
  )
}

function Mention({ record, test }: { record: ArtifactRecord; test: TestCase }) {
  const mention = useMention(record.uri, test)
  return (
    <Loaded from={mention} label={t('Looking for the test in {name}', { name: record.name })}>
      {(value) => <Excerpt record={record} mention={value} />}
    </Loaded>
  )
}

function Excerpt({ record, mention: { mentions, line, firstLine, excerpt, isFailure } }: { record: ArtifactRecord; mention: LogMention }) {
  const href = useHref()
  const to = { ...artifactDestination(record), as: 'log' as const, ...(line === null ? {} : { place: `L${line}` }) }
  useShortcuts({ 'test-log': () => line !== null && (navigate(to), true) })
  if (line === null) return <p className={styles['none']}>{t('{name} does not name this test.', { name: record.name })}</p>
  return (
    <>
      <p className={styles['none']}>
        <a href={href(to)} className={styles['link']}>
          {record.name}:{formatCount(line)}
        </a>{' '}
        {isFailure ? t('reports the failure') : t('names the test')};{' '}
        {t('{lines} it.', { lines: plural(mentions, 'line names', 'lines name') })}
      </p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- long lines must be scrolled by keyboard */}
      <pre tabIndex={0} role="group" aria-label={t('Lines of {name}', { name: record.name })} className={styles['excerpt']}>
        {excerpt.map((text, index) => {
          const number = firstLine + index
          return (
            <div key={number} className={number === line ? styles['named'] : ''}>
              <span className={styles['number']}>{number}</span>
              {text}
            </div>
          )
        })}
      </pre>
    </>
  )
}
