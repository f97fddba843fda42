import { formatCount } from '../../ui/words/plural.ts'
import { t } from '../../../shared/language/translate.ts'
import { type ArtifactRecord } from '../../../shared/artifact.ts'
import { type CodeLink, linkWords, mostLinkedTests, type Triage } from '../../../shared/triage/triage.ts'
import { navigate, useHref } from '../../state/navigation.ts'
import { type ArtifactDestination } from '../../state/route.ts'
import { useShortcuts } from '../../state/shortcuts.ts'
import { useTriage } from '../../state/triage.ts'
import { Keys } from '../../ui/Keys.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { placeOf } from './failing-tests.ts'
import styles from './TestSurroundings.module.css'

interface TestCodeProps {
  record: ArtifactRecord
  testKey: string
}

/** Where a failing test leads to in what its attempt changed, and how sure that is. */
export function TestCode({ record, testKey }: TestCodeProps) {
  const triage = useTriage(record, true)
  return (
    <section className={styles['section']} aria-label={t('In the diff')}>
      <h4 className={styles['title']}>
        {t('In the diff')} <Keys keys="d" />
      </h4>
      <Loaded from={triage} label={t('Comparing the trace with the diff')}>
        {(value) => <Links record={record} testKey={testKey} triage={value} />}
      </Loaded>
    </section>
  )
}

function Links({ record, testKey, triage }: TestCodeProps & { triage: Triage }) {
  const href = useHref()
  const report = triage.reports.find(({ name, type }) => name === record.name && type === record.type)
  const test = report?.tests.find(({ key }) => key === testKey)
  const [first] = test?.links ?? []
  useShortcuts({ 'test-code': () => first !== undefined && (navigate(destinationOf(record, first)), true) })
  if (test === undefined) {
    return (
      <p className={styles['none']}>
        {t('No frame of this test falls into what the attempt changed.')}
        {report?.isCut === true && ` ${t('Only the first {count} failing tests are compared.', { count: formatCount(mostLinkedTests) })}`}
      </p>
    )
  }
  return (
    <>
      <ul className={styles['links']}>
        {test.links.map((link) => {
          const { path, line, sureness, function: name } = link
          return (
            <li key={`${link.diffName} ${path} ${link.nth} ${line}`}>
              <a href={href(destinationOf(record, link))} className={styles['link']}>
                {path}
                {line === undefined ? '' : `:${line}`}
              </a>
              {name !== undefined && <code className={styles['function']}>{name}</code>}
              <span className={styles['sureness']} data-sureness={sureness} title={linkWords[sureness].long}>
                {linkWords[sureness].short}
              </span>
            </li>
          )
        })}
      </ul>
      {test.fromLog !== undefined && (
        <p className={styles['none']}>{t('Frames read from {fromLog}: the report has no trace.', { fromLog: test.fromLog })}</p>
      )}
    </>
  )
}

function destinationOf(
  { specName, taskId, version }: ArtifactRecord,
  { diffName, path, nth, line, isShown }: CodeLink,
): ArtifactDestination {
  return { at: 'artifact', specName, taskId, version, name: diffName, place: placeOf(path, nth, isShown ? line : undefined) }
}
