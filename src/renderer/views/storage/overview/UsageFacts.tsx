import { t } from '../../../../shared/language/translate.ts'
import { type ReactNode } from 'react'
import { formatBytes } from '../../../../shared/bytes.ts'
import { type Usage } from '../../../../shared/usage.ts'
import { useHref } from '../../../state/navigation.ts'
import { plural } from '../../../ui/words/plural.ts'
import styles from './UsageFacts.module.css'

function Fact({ label, value, children }: { label: string; value: string; children: ReactNode }) {
  return (
    <div className={styles['fact']}>
      <dt className={styles['label']}>{label}</dt>
      <dd>
        <span className={styles['value']}>{value}</span>
        <span className={styles['more']}>{children}</span>
      </dd>
    </div>
  )
}

export function UsageFacts({ usage: { total, duplicates, trash } }: { usage: Usage }) {
  const href = useHref()
  const savedBytes = Math.max(0, total.originalSizeBytes - total.sizeBytes)
  const savedPercent = total.originalSizeBytes === 0 ? 0 : Math.floor((savedBytes / total.originalSizeBytes) * 100)
  return (
    <dl className={styles['facts']}>
      <Fact label={t('Stored')} value={formatBytes(total.sizeBytes)}>
        {plural(total.artifacts, 'artifact')}
      </Fact>
      <Fact label={t('Saved by compression')} value={formatBytes(savedBytes)}>
        {t('{percent} % of {originalSizeBytes}', { percent: savedPercent, originalSizeBytes: formatBytes(total.originalSizeBytes) })}
      </Fact>
      <Fact label={t('Stored more than once')} value={formatBytes(duplicates.sizeBytes)}>
        {t('{copies} of identical content', { copies: plural(duplicates.artifacts, 'copy', 'copies') })}
      </Fact>
      <Fact label={t('In the trash')} value={formatBytes(trash.sizeBytes)}>
        <a href={href({ at: 'trash' })}>{plural(trash.artifacts, 'artifact')}</a>
        {t(', not counted above')}
      </Fact>
    </dl>
  )
}
