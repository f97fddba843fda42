import { SearchX, Trash2 } from 'lucide-react'
import { type ReactNode } from 'react'
import { t } from '../../../shared/language/translate.ts'
import { type Trashed } from '../../../shared/trash.ts'
import { useRestoreArtifacts } from '../../state/artifacts.ts'
import { useHref } from '../../state/navigation.ts'
import { type ArtifactDestination } from '../../state/route.ts'
import { useWritable } from '../../state/store.ts'
import { useTrashed } from '../../state/trash.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { formatMoment } from '../../ui/words/moment.ts'
import { Notice } from '../../ui/notices/Notice.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { say, sayFailure, tellWhile } from '../../ui/notices/toasts.ts'
import { deleterOf } from '../storage/trash/trash-rows.ts'

/** In the place of an artifact that is not there: whether a cleanup or somebody deleted it, with the way back, or nobody knows of it. */
export function NoArtifact({ to }: { to: ArtifactDestination }) {
  const trashed = useTrashed(to)
  const href = useHref()
  const { specName, taskId, version, name } = to
  const allAttempts = <a href={href({ at: 'task', specName, taskId })}>{t('All attempts of {taskId}', { taskId })}</a>
  if (trashed.state === 'loading') return <Skeleton />
  if (trashed.state === 'ready' && trashed.value !== undefined) {
    return <InTrash trashed={trashed.value}>{allAttempts}</InTrash>
  }
  return (
    <Notice
      icon={<SearchX aria-hidden />}
      title={t('Attempt {version} of task “{taskId}” has no artifact “{name}”', { version, taskId, name })}
      actions={allAttempts}
    >
      {t('It may have been deleted, or the link is from another store.')}
    </Notice>
  )
}

function InTrash({ trashed, children }: { trashed: Trashed; children: ReactNode }) {
  const href = useHref()
  const isWritable = useWritable()
  const restoreArtifacts = useRestoreArtifacts()
  const deleter = deleterOf(trashed)
  const { name } = trashed.record
  const restore = async () => {
    try {
      await tellWhile(t('Restoring {what}…', { what: name }), restoreArtifacts([trashed.trashId]))
      say(t('Restored {what}', { what: name }))
    } catch (error) {
      sayFailure(error)
    }
  }
  return (
    <Notice
      icon={<Trash2 aria-hidden />}
      title={deleter.by === 'cleanup' ? t('A cleanup deleted “{name}”', { name }) : t('“{name}” was deleted', { name })}
      actions={
        <>
          <Button disabled={!isWritable} onClick={() => void restore()}>
            {t('Restore')}
          </Button>
          {deleter.by === 'cleanup' && <a href={href({ at: 'activity', planId: deleter.planId })}>{t('Receipt')}</a>}
          {children}
        </>
      }
    >
      {t('It waits in the trash since {deleted}, and may be purged after {expires}.', {
        deleted: formatMoment(trashed.deletedAt),
        expires: formatMoment(trashed.expiresAt),
      })}
    </Notice>
  )
}
