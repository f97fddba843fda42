import { t } from '../../../shared/language/translate.ts'
import { RotateCcw, X } from 'lucide-react'
import { describeError } from '../../../shared/error-words.ts'
import { artifactDestination } from '../../state/artifacts.ts'
import { useHref } from '../../state/navigation.ts'
import { isRunning, type Upload } from '../../state/upload/upload-queue.ts'
import { cancelUpload, retryUpload } from '../../state/upload/uploads.ts'
import { IconButton } from '../../ui/controls/IconButton.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import styles from './UploadPanel.module.css'

function stateWords({ status, sizeBytes }: Upload): string {
  switch (status.state) {
    case 'waiting':
      return t('waiting')
    case 'sending':
      return status.sentBytes < sizeBytes ? `${Math.floor((status.sentBytes / sizeBytes) * 100)} %` : t('storing…')
    case 'done':
      return t('done')
    case 'failed':
      return t('failed')
    case 'cancelled':
      return t('cancelled')
  }
}

export function UploadLine({ upload }: { upload: Upload }) {
  const { id, target, status, sizeBytes } = upload
  const href = useHref()
  const words = status.state === 'failed' ? describeError(status.error) : undefined
  return (
    <li className={styles['line']}>
      {status.state === 'done' ? (
        <a className={styles['name']} href={href(artifactDestination(status.artifact.record))}>
          {target.name}
        </a>
      ) : (
        <span className={styles['name']}>{target.name}</span>
      )}
      <span className={[styles['state'], status.state === 'done' ? styles['done'] : ''].join(' ')}>{stateWords(upload)}</span>
      {isRunning(upload) ? (
        <IconButton label={t('Cancel {name}', { name: target.name })} onClick={() => cancelUpload(id)}>
          <X />
        </IconButton>
      ) : status.state === 'done' ? (
        <span />
      ) : (
        <IconButton label={t('Upload {name} again', { name: target.name })} onClick={() => retryUpload(id)}>
          <RotateCcw />
        </IconButton>
      )}
      <span className={styles['where']}>
        {target.specName} › {target.taskId}
      </span>
      {status.state === 'sending' && (
        <div className={styles['progress']}>
          <ProgressBar label={target.name} ratio={sizeBytes === 0 ? null : status.sentBytes / sizeBytes} />
        </div>
      )}
      {words !== undefined && (
        <p role="alert" className={styles['failure']}>
          {words.what} {words.wayOut}
        </p>
      )}
    </li>
  )
}
