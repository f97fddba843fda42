import { useEffect, useState } from 'react'
import { formatBytes } from '../../../shared/bytes.ts'
import { Button } from '../../ui/Button.tsx'
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
      <ProgressBar label="Loading" ratio={total === 0 ? null : receivedBytes / total} />
      <span>
        {formatBytes(receivedBytes)} of {formatBytes(total)} · {formatBytes((receivedBytes * 1000) / Math.max(elapsedMs, 1))}/s
      </span>
      <Button look="quiet" onClick={onCancel}>
        Cancel
      </Button>
    </div>
  )
}
