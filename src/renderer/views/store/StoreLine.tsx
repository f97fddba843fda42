import { t } from '../../../shared/language/translate.ts'
import { TriangleAlert } from 'lucide-react'
import { formatBytes } from '../../../shared/bytes.ts'
import { useHref } from '../../state/navigation.ts'
import { useStoreInfo } from '../../state/store.ts'
import { Hint } from '../../ui/hint/Hint.tsx'
import { formatCount, plural } from '../../ui/words/plural.ts'
import { SyncMark } from './SyncMark.tsx'
import styles from './StoreLine.module.css'

/** What the open store holds, and what of it could not be read. */
export function StoreLine() {
  const info = useStoreInfo()
  const href = useHref()
  if (info.state !== 'ready') return null
  const { uri, artifacts, sizeBytes, problems, quota, writable } = info.value
  const problemWords = t('{records} cannot be read', { records: plural(problems.length, 'record') })
  return (
    <div className={styles['line']}>
      {!uri.startsWith('file:') && <SyncMark />}
      <span className={styles['words']}>
        {plural(artifacts, 'artifact')} · {formatBytes(sizeBytes)}
        {!writable && ` · ${t('read only')}`}
      </span>
      {quota.isNear && (
        <Hint
          text={t('{percent} % of the {maxSizeBytes} this store may take are used.', {
            percent: Math.floor(quota.usedRatio * 100),
            maxSizeBytes: formatBytes(quota.maxSizeBytes),
          })}
        >
          <a className={styles['problems']} href={href({ at: 'cleanup' })}>
            {t('{percent} % full, clean up', { percent: Math.floor(quota.usedRatio * 100) })}
          </a>
        </Hint>
      )}
      {problems.length > 0 && (
        <Hint text={problems.map(({ key, reason }) => `${key}: ${reason}`).join('\n')}>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- its hint must be reachable by keyboard */}
          <span role="img" aria-label={problemWords} className={styles['problems']} tabIndex={0}>
            <TriangleAlert aria-hidden />
            {formatCount(problems.length)}
          </span>
        </Hint>
      )}
    </div>
  )
}
