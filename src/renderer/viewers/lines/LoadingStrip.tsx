import { t } from '../../../shared/language/translate.ts'
import { useEffect, useState } from 'react'
import { formatBytes } from '../../../shared/bytes.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import styles from './LoadingStrip.module.css'

interface LoadingStripProps {
  elapsedMs: number
  receivedBytes: number
  totalBytes: number
  onCancel: () => void
}

const quietMs = 200

/** What has come so far and how fast; nothing at all when it is quick. */
export function LoadingStrip({ elapsedMs, receivedBytes, totalBytes, onCancel }: LoadingStripProps) {
  const [isShown, setIsShown] = useState(false)
  useEffect(() => {
    const wait = setTimeout(() => setIsShown(true), quietMs)
    return () => clearTimeout(wait)
  }, [])
  if (!isShown) return null
  const total = Math.max(totalBytes, receivedBytes)
  return (
    <div className={styles['strip']}>
      <ProgressBar label={t('Loading')} ratio={total === 0 ? null : receivedBytes / total} />
      <span>
        {t('{receivedBytes} of {total} · {bytes}/s', {
          receivedBytes: formatBytes(receivedBytes),
          total: formatBytes(total),
          bytes: formatBytes((receivedBytes * 1000) / Math.max(elapsedMs, 1)),
        })}
      </span>
      <Button look="quiet" onClick={onCancel}>
        {t('Cancel')}
      </Button>
    </div>
  )
}
