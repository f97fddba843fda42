import { listed, t } from '../../../shared/language/translate.ts'
import { X } from 'lucide-react'
import { formatBytes } from '../../../shared/bytes.ts'
import { mostTelling, sumUploads, type UploadSums } from '../../state/upload/upload-queue.ts'
import { clearUploads, useUploads } from '../../state/upload/uploads.ts'
import { IconButton } from '../../ui/controls/IconButton.tsx'
import { plural } from '../../ui/words/plural.ts'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { UploadLine } from './UploadLine.tsx'
import styles from './UploadPanel.module.css'

/** A dropped folder may have thousands. */
const linesShown = 100

function title({ running, done, failed, cancelled }: UploadSums): string {
  if (running > 0) return t('Uploading {files}', { files: plural(running, 'file') })
  const parts = [
    ...(done > 0 ? [t('{files} uploaded', { files: plural(done, 'file') })] : []),
    ...(failed > 0 ? [t('{count} failed', { count: failed })] : []),
    ...(cancelled > 0 ? [t('{count} cancelled', { count: cancelled })] : []),
  ]
  return listed(parts)
}

/** How the uploads of this window are doing; stays until it is closed. */
export function UploadPanel() {
  const uploads = useUploads()
  if (uploads.length === 0) return null
  const sums = sumUploads(uploads)
  const shown = mostTelling(uploads, linesShown)
  return (
    <section aria-label={t('Uploads')} className={styles['panel']}>
      <div className={styles['head']}>
        <div className={styles['words']} role="status">
          <h2 className={styles['title']}>{title(sums)}</h2>
        </div>
        {sums.running === 0 && (
          <IconButton label={t('Close the list of uploads')} onClick={clearUploads}>
            <X />
          </IconButton>
        )}
      </div>
      {sums.running > 0 && (
        <div className={styles['bar']}>
          <ProgressBar label={t('All uploads')} ratio={sums.sizeBytes === 0 ? null : sums.sentBytes / sums.sizeBytes} />
          <span className={styles['state']}>
            {t('{sentBytes} of {sizeBytes}', { sentBytes: formatBytes(sums.sentBytes), sizeBytes: formatBytes(sums.sizeBytes) })}
          </span>
        </div>
      )}
      <ul className={styles['lines']}>
        {shown.map((upload) => (
          <UploadLine key={upload.id} upload={upload} />
        ))}
        {shown.length < uploads.length && (
          <li className={styles['more']}>{t('{files} more', { files: plural(uploads.length - shown.length, 'file') })}</li>
        )}
      </ul>
    </section>
  )
}
