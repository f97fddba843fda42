import { CircleStop } from 'lucide-react'
import { type ReactNode } from 'react'
import { formatBytes } from '../../../shared/bytes.ts'
import { t } from '../../../shared/language/translate.ts'
import { type Comparing } from '../../state/comparison/comparing.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import styles from './Compared.module.css'

/** Draws a comparison, and while it is made how far it has come; a quick one tells of no progress. */
export function Compared<T>({ from, label, children }: { from: Comparing<T>; label: string; children: (value: T) => ReactNode }) {
  switch (from.state) {
    case 'loading':
      return (
        <>
          {from.progress !== undefined && <ComparingStrip label={label} progress={from.progress} onCancel={from.cancel} />}
          <Skeleton label={label} />
        </>
      )
    case 'cancelled':
      return (
        <Notice
          icon={<CircleStop aria-hidden />}
          title={t('The comparison was cancelled.')}
          actions={<Button onClick={from.again}>{t('Compare again')}</Button>}
        />
      )
    case 'failed':
    case 'ready':
      return (
        <Loaded from={from} label={label}>
          {children}
        </Loaded>
      )
  }
}

interface ComparingStripProps {
  label: string
  progress: { done: number; total: number | null }
  onCancel: () => void
}

function ComparingStrip({ label, progress: { done, total }, onCancel }: ComparingStripProps) {
  const words = total === null ? formatBytes(done) : t('{done} of {total} read', { done: formatBytes(done), total: formatBytes(total) })
  return (
    <div className={styles['strip']}>
      <ProgressBar label={label} ratio={total === null || total === 0 ? null : done / total} />
      <span>{words}</span>
      <Button look="quiet" onClick={onCancel}>
        {t('Cancel')}
      </Button>
    </div>
  )
}
