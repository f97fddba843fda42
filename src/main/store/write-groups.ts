import { type ChangeGroups, openChangeGroups } from './catalog/change-groups.ts'
import { type StoreContext } from './store-context.ts'
import { openRestores, type Restores } from './trash/restore.ts'
import { openUploads, type Uploads } from './upload/upload.ts'

/** What is done together with others of its kind: uploads and restores with those of their task, and what the catalog is told of writes. */
export interface WriteGroups {
  uploads: Uploads
  restores: Restores
  changes: ChangeGroups
  /** Waits for everything that was asked for. */
  close: () => Promise<void>
}

export function openWriteGroups(context: () => StoreContext): WriteGroups {
  const uploads = openUploads(context)
  const restores = openRestores(context)
  const changes = openChangeGroups(() => context().databases)
  return {
    uploads,
    restores,
    changes,
    close: async () => {
      await Promise.all([uploads.idle(), restores.idle()])
      await changes.idle()
    },
  }
}
