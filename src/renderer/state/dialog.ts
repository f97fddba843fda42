// Which dialog is open: at most one, and it is not a place that a link could name.
import { type AttemptName } from '../../shared/attempt-name.ts'
import { type ExportTarget } from '../../shared/export-scan.ts'
import { type Trashed, type TrashSelection } from '../../shared/trash.ts'
import { useWatched, Watched } from '../watched.ts'

/** A file as it was picked, dropped or pasted; `path` is relative to what was dropped. */
export interface PickedFile {
  path: string
  bytes: Blob
}

/** What is asked before a part of the trash is destroyed: `what` says which part it is. */
export interface PurgeQuestion {
  what: 'all' | 'selected' | 'shown' | 'expired' | 'damaged'
  selection: TrashSelection
  artifacts: number
  /** Stored bytes; null where nobody knows. */
  sizeBytes: number | null
  /** Some of them. */
  named: readonly Trashed[]
}

export type OpenDialog =
  | { dialog: 'none' }
  | { dialog: 'palette' }
  | { dialog: 'keys' }
  | { dialog: 'store' }
  /** An attempt as one page or archive, or the comparison with another of its task. */
  | { dialog: 'export'; attempt: AttemptName; againstVersion?: number }
  /** A spec or a task as an archive. */
  | { dialog: 'archive'; target: ExportTarget }
  | { dialog: 'upload'; picked: readonly PickedFile[] }
  | { dialog: 'purge'; purge: PurgeQuestion }

const open = new Watched<OpenDialog>({ dialog: 'none' })

export function openDialog(next: OpenDialog): void {
  open.set(next)
}

export function closeDialog(): void {
  openDialog({ dialog: 'none' })
}

/** More files for the upload form when it is open already, else a new form. */
export function pickFiles(picked: readonly PickedFile[]): void {
  const now = open.get()
  openDialog({ dialog: 'upload', picked: now.dialog === 'upload' ? [...now.picked, ...picked] : picked })
}

export function useDialog(): OpenDialog {
  return useWatched(open)
}
