import { useDialog } from '../../state/dialog.ts'
import { ArchiveDialog } from '../export/ArchiveDialog.tsx'
import { ExportDialog } from '../export/ExportDialog.tsx'
import { KeysDialog } from '../keys/KeysDialog.tsx'
import { Palette } from '../palette/Palette.tsx'
import { PurgeDialog } from '../storage/trash/PurgeDialog.tsx'
import { StoreDialog } from '../store/StoreDialog.tsx'
import { UploadDialog } from '../upload/UploadDialog.tsx'

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
