import { TriangleAlert } from 'lucide-react'
import { formatBytes } from '../../../shared/bytes.ts'
import { useHref } from '../../state/navigation.ts'
import { useStoreInfo } from '../../state/store.ts'
import { Hint } from '../../ui/Hint.tsx'
import { formatCount, plural } from '../../ui/plural.ts'
import { SyncMark } from './SyncMark.tsx'
import styles from './StoreLine.module.css'

/** What the open store holds, and what of it could not be read. */
export function StoreLine() {
  const info = useStoreInfo()
  const href = useHref()
  if (info.state !== 'ready') return null
  const { uri, artifacts, sizeBytes, problems, quota, writable } = info.value
  return (
    <div className={styles['line']}>
      {!uri.startsWith('file:') && <SyncMark />}
      <span className={styles['words']}>
        {plural(artifacts, 'artifact')} · {formatBytes(sizeBytes)}
        {!writable && ' · read only'}
      </span>
      {quota.isNear && (
        <Hint text={`${Math.floor(quota.usedRatio * 100)} % of the ${formatBytes(quota.maxSizeBytes)} this store may take are used.`}>
          <a className={styles['problems']} href={href({ at: 'cleanup' })}>
            {Math.floor(quota.usedRatio * 100)} % full, clean up
          </a>
        </Hint>
      )}
      {problems.length > 0 && (
        <Hint text={problems.map(({ key, reason }) => `${key}: ${reason}`).join('\n')}>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- its hint must be reachable by keyboard */}
          <span role="img" aria-label={`${plural(problems.length, 'record')} cannot be read`} className={styles['problems']} tabIndex={0}>
            <TriangleAlert aria-hidden />
            {formatCount(problems.length)}
          </span>
        </Hint>
      )}
    </div>
  )
}
