import { t } from '../../../shared/language/translate.ts'
import { X } from 'lucide-react'
import { type ArtifactRecord } from '../../../shared/artifact.ts'
import { type FlippedTest, flipTransition, flipWords } from '../../../shared/comparison/test-flips.ts'
import { type TestStatus } from '../../../shared/test-report.ts'
import { artifactDestination } from '../../state/artifacts.ts'
import { useHref } from '../../state/navigation.ts'
import { IconButton } from '../../ui/controls/IconButton.tsx'
import { formatDuration } from '../../ui/words/moment.ts'
import { OutcomeSign } from '../../viewers/tests/OutcomeSign.tsx'
import styles from './FlipDetail.module.css'

interface FlipDetailProps {
  test: FlippedTest
  records: { first: ArtifactRecord; second: ArtifactRecord }
  onClose: () => void
}

/** One test in both attempts, with the way to each. */
export function FlipDetail({ test, records, onClose }: FlipDetailProps) {
  const { name, suite, flip, message, isByLikeness } = test
  return (
    <section aria-label={t('Test {name}', { name })} className={styles['detail']}>
      <div className={styles['head']}>
        <h2 className={styles['name']}>{name}</h2>
        <IconButton label={t('Close')} shortcut="Escape" onClick={onClose}>
          <X />
        </IconButton>
      </div>
      <div className={styles['body']}>
        {suite.length > 0 && <p className={styles['suite']}>{suite.join(' › ')}</p>}
        <p>
          {flipWords(flip)} <code className={styles['code']}>{flipTransition(test)}</code>
        </p>
        <ul className={styles['sides']}>
          <SideLine record={records.first} status={test.first} testKey={test.firstKey} durationMs={test.firstMs} />
          <SideLine record={records.second} status={test.second} testKey={test.secondKey} durationMs={test.secondMs} />
        </ul>
        {isByLikeness && (
          <p className={styles['note']}>{t('The two write its name in different ways; it was told by what they have in common.')}</p>
        )}
        {flip === 'unlisted' && (
          <p className={styles['note']}>{t('One of the two does not list all its tests, so it may have run there as well.')}</p>
        )}
        {message !== undefined && <pre className={styles['message']}>{message}</pre>}
      </div>
    </section>
  )
}

interface SideLineProps {
  record: ArtifactRecord
  status: TestStatus | null
  testKey: string | undefined
  durationMs: number | undefined
}

function SideLine({ record, status, testKey, durationMs }: SideLineProps) {
  const href = useHref()
  const words = t('Attempt {version}', { version: record.version })
  if (status === null || testKey === undefined) return <li className={styles['side']}>{t('{attempt}: not listed', { attempt: words })}</li>
  const to = { ...artifactDestination(record), ...(record.type === 'test' ? {} : { as: 'tests' as const }), place: `test:${testKey}` }
  return (
    <li className={styles['side']}>
      <OutcomeSign status={status} />
      <a href={href(to)}>{t('Open in attempt {version} ({name})', { version: record.version, name: record.name })}</a>
      {durationMs !== undefined && <span className={styles['muted']}>{formatDuration(durationMs)}</span>}
    </li>
  )
}
