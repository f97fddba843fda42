import { useDialog } from '../../state/dialog.ts'
// Whoever opens it types on at once: its field has to be there.
import { Palette } from '../palette/Palette.tsx'
import { laterView } from './later-view.ts'

const ArchiveDialog = laterView(async () => (await import('../export/ArchiveDialog.tsx')).ArchiveDialog)
const ExportDialog = laterView(async () => (await import('../export/ExportDialog.tsx')).ExportDialog)
const KeysDialog = laterView(async () => (await import('../keys/KeysDialog.tsx')).KeysDialog)
const PurgeDialog = laterView(async () => (await import('../storage/trash/PurgeDialog.tsx')).PurgeDialog)
const StoreDialog = laterView(async () => (await import('../store/StoreDialog.tsx')).StoreDialog)
const UploadDialog = laterView(async () => (await import('../upload/UploadDialog.tsx')).UploadDialog)

export function Dialogs() {
  const open = useDialog()
  switch (open.dialog) {
    case 'none':
      return null
    case 'palette':
      return <Palette />
    case 'keys':
      return <KeysDialog />
    case 'store':
      return <StoreDialog />
    case 'purge':
      return <PurgeDialog {...open.purge} />
    case 'export':
      return <ExportDialog attempt={open.attempt} againstVersion={open.againstVersion} />
    case 'archive':
      return <ArchiveDialog target={open.target} />
    case 'upload':
      return <UploadDialog picked={open.picked} />
  }
}
