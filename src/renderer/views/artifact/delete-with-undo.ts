import { t } from '../../../shared/language/translate.ts'
import { useCallback } from 'react'
import { type ArtifactRecord } from '../../../shared/artifact.ts'
import { artifactDestination, useDeleteArtifacts, useRestoreArtifacts } from '../../state/artifacts.ts'
import { navigate, useRoute } from '../../state/navigation.ts'
import { type Destination } from '../../state/route.ts'
import { plural } from '../../ui/words/plural.ts'
import { say, sayFailure, tellWhile } from '../../ui/notices/toasts.ts'

function isOpen(to: Destination, { specName, taskId, version, name }: ArtifactRecord): boolean {
  return to.at === 'artifact' && to.specName === specName && to.taskId === taskId && to.version === version && to.name === name
}

function nameAll(records: readonly ArtifactRecord[]): string {
  const [first, second] = records
  return first !== undefined && second === undefined ? first.name : plural(records.length, 'artifact')
}

/** Deletes without asking, says so, and offers the way back. */
export function useDeleteWithUndo(): (records: readonly ArtifactRecord[]) => Promise<void> {
  const deleteArtifacts = useDeleteArtifacts()
  const restoreArtifacts = useRestoreArtifacts()
  const { to } = useRoute()
  return useCallback(
    async (records) => {
      const open = records.find((record) => isOpen(to, record))
      const undo = async (trashIds: readonly string[]) => {
        try {
          await tellWhile(t('Restoring {what}…', { what: nameAll(records) }), restoreArtifacts(trashIds))
          say(t('Restored {what}', { what: nameAll(records) }))
          if (open !== undefined) navigate(artifactDestination(open))
        } catch (error) {
          sayFailure(error)
        }
      }
      // The viewer closes first, so that it does not look for what is gone.
      if (open !== undefined)
        navigate({ at: 'task', specName: open.specName, taskId: open.taskId, version: open.version }, { replace: true })
      try {
        const trashIds = await tellWhile(t('Deleting {what}…', { what: nameAll(records) }), deleteArtifacts(records))
        say(t('Deleted {what}', { what: nameAll(records) }), trashIds.length === 0 ? undefined : () => void undo(trashIds))
      } catch (error) {
        sayFailure(error)
      }
    },
    [deleteArtifacts, restoreArtifacts, to],
  )
}
