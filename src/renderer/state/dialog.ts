// Which dialog is open: at most one, and it is not a place that a link could name.
import { useSyncExternalStore } from 'react'
import { type AttemptName } from '../../shared/review-page.ts'
import { type Trashed } from '../../shared/trash.ts'

/** A file as it was picked, dropped or pasted; `path` is relative to what was dropped. */
export interface PickedFile {
  path: string
  bytes: Blob
}

export type OpenDialog =
  | { dialog: 'none' }
  | { dialog: 'palette' }
  | { dialog: 'keys' }
  | { dialog: 'store' }
  /** An attempt as one page or archive. */
  | { dialog: 'export'; attempt: AttemptName }
  | { dialog: 'upload'; picked: readonly PickedFile[] }
  /** `what` says which part of the trash it is. */
  | { dialog: 'purge'; what: string; trashed: readonly Trashed[] }

let open: OpenDialog = { dialog: 'none' }
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function openDialog(next: OpenDialog): void {
  open = next
  for (const listener of listeners) listener()
}

export function closeDialog(): void {
  openDialog({ dialog: 'none' })
}

/** More files for the upload form when it is open already, else a new form. */
export function pickFiles(picked: readonly PickedFile[]): void {
  openDialog({ dialog: 'upload', picked: open.dialog === 'upload' ? [...open.picked, ...picked] : picked })
}

export function useDialog(): OpenDialog {
  return useSyncExternalStore(subscribe, () => open)
}
