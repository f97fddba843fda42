import { type StoreContext } from './store-context.ts'
import { openRestores, type Restores } from './trash/restore.ts'
import { openUploads, type Uploads } from './upload/upload.ts'

/** Writes that are done together with others of their task. */
export interface WriteGroups {
  uploads: Uploads
  restores: Restores
  /** Waits for everything that was asked for. */
  close: () => Promise<void>
}

export function openWriteGroups(context: () => StoreContext): WriteGroups {
  const uploads = openUploads(context)
  const restores = openRestores(context)
  return {
    uploads,
    restores,
    close: async () => {
      await Promise.all([uploads.idle(), restores.idle()])
    },
  }
}
