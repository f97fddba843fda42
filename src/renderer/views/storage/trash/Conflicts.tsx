import { X } from 'lucide-react'
import { useJobActions, useJobs } from '../../../state/jobs.ts'
import { useStartRestore } from '../../../state/trash.ts'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { plural } from '../../../ui/plural.ts'
import { sayFailure } from '../../../ui/toasts.ts'
import { useUriWords } from '../use-uri-words.ts'
import styles from './TrashView.module.css'

/** What the last restores could not bring back, and the way to bring it back all the same. */
export function Conflicts() {
  const jobs = useJobs()
  const { dismiss } = useJobActions()
  const startRestore = useStartRestore()
  const uriWords = useUriWords()
  return jobs.map(({ jobId, result }) => {
    if (result?.verb !== 'restore' || result.failed.length === 0) return null
    const conflicts = result.failed.filter(({ isConflict }) => isConflict)
    const restoreAnyway = () => {
      startRestore({ trashIds: conflicts.map(({ trashId }) => trashId) }, { asNewVersion: true }).then(() => dismiss(jobId), sayFailure)
    }
    return (
      <section key={jobId} aria-label="Not restored" className={styles['conflicts']}>
        <div className={styles['conflictsHead']}>
          <p>{plural(result.failed.length, 'artifact')} could not be restored</p>
          {conflicts.length > 0 && <Button onClick={restoreAnyway}>Restore {plural(conflicts.length, 'artifact')} as a new version</Button>}
          <IconButton label="Dismiss" onClick={() => void dismiss(jobId).catch(sayFailure)}>
            <X />
          </IconButton>
        </div>
        <ul>
          {result.failed.map(({ trashId, uri, reason, isConflict }) => (
            <li key={trashId}>{isConflict ? `${uriWords(uri)}: this version is there again` : reason}</li>
          ))}
        </ul>
      </section>
    )
  })
}
