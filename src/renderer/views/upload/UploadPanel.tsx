import { X } from 'lucide-react'
import { formatBytes } from '../../../shared/bytes.ts'
import { sumUploads, type UploadSums } from '../../state/upload/upload-queue.ts'
import { clearUploads, useUploads } from '../../state/upload/uploads.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { plural } from '../../ui/plural.ts'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { UploadLine } from './UploadLine.tsx'
import styles from './UploadPanel.module.css'

function title({ running, done, failed, cancelled }: UploadSums): string {
  if (running > 0) return `Uploading ${plural(running, 'file')}`
  const parts = [
    ...(done > 0 ? [`${plural(done, 'file')} uploaded`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(cancelled > 0 ? [`${cancelled} cancelled`] : []),
  ]
  return parts.join(', ')
}

/** How the uploads of this window are doing; stays until it is closed. */
export function UploadPanel() {
  const uploads = useUploads()
  if (uploads.length === 0) return null
  const sums = sumUploads(uploads)
  return (
    <section aria-label="Uploads" className={styles['panel']}>
      <div className={styles['head']}>
        <div className={styles['words']} role="status">
          <h2 className={styles['title']}>{title(sums)}</h2>
        </div>
        {sums.running === 0 && (
          <IconButton label="Close the list of uploads" onClick={clearUploads}>
            <X />
          </IconButton>
        )}
      </div>
      {sums.running > 0 && (
        <div className={styles['bar']}>
          <ProgressBar label="All uploads" ratio={sums.sizeBytes === 0 ? null : sums.sentBytes / sums.sizeBytes} />
          <span className={styles['state']}>
            {formatBytes(sums.sentBytes)} of {formatBytes(sums.sizeBytes)}
          </span>
        </div>
      )}
      <ul className={styles['lines']}>
        {uploads.map((upload) => (
          <UploadLine key={upload.id} upload={upload} />
        ))}
      </ul>
    </section>
  )
}
