import { sayReason } from '../../../../shared/language/say-reason.ts'
import { t } from '../../../../shared/language/translate.ts'
import { X } from 'lucide-react'
import { useJobActions, useJobs } from '../../../state/jobs.ts'
import { useStartRestore } from '../../../state/trash.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { IconButton } from '../../../ui/controls/IconButton.tsx'
import { plural } from '../../../ui/words/plural.ts'
import { sayFailure } from '../../../ui/notices/toasts.ts'
import { useJobStart } from '../activity/use-job-start.ts'
import { useUriWords } from '../use-uri-words.ts'
import styles from './TrashView.module.css'

/** What the last restores could not bring back, and the way to bring it back all the same. */
export function Conflicts() {
  const jobs = useJobs()
  const { dismiss } = useJobActions()
  const startRestore = useStartRestore()
  const { isStarting, start } = useJobStart('restore')
  const uriWords = useUriWords()
  return jobs.map(({ jobId, result }) => {
    if (result?.verb !== 'restore' || result.failed.length === 0) return null
    const conflicts = result.failed.filter(({ isConflict }) => isConflict)
    const restoreAnyway = () => {
      const asking = startRestore({ trashIds: conflicts.map(({ trashId }) => trashId) }, { asNewVersion: true })
      void start(asking.then(() => dismiss(jobId)))
    }
    return (
      <section key={jobId} aria-label={t('Not restored')} className={styles['conflicts']}>
        <div className={styles['conflictsHead']}>
          <p>{t('{artifacts} could not be restored', { artifacts: plural(result.failed.length, 'artifact') })}</p>
          {conflicts.length > 0 && (
            <Button disabled={isStarting} onClick={restoreAnyway}>
              {t('Restore {artifacts} as a new version', { artifacts: plural(conflicts.length, 'artifact') })}
            </Button>
          )}
          <IconButton label={t('Dismiss')} onClick={() => void dismiss(jobId).catch(sayFailure)}>
            <X />
          </IconButton>
        </div>
        <ul>
          {result.failed.map(({ trashId, uri, reason, isConflict }) => (
            <li key={trashId}>
              {isConflict ? t('{uriWords}: this version is there again', { uriWords: uriWords(uri) }) : sayReason(reason)}
            </li>
          ))}
        </ul>
      </section>
    )
  })
}
