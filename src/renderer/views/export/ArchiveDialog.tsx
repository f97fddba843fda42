import { t } from '../../../shared/language/translate.ts'
import { type ExportTarget } from '../../../shared/export-scan.ts'
import { closeDialog } from '../../state/dialog.ts'
import { useExportScan } from '../../state/export-scan.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Frame } from '../../ui/Frame.tsx'
import { ArchiveContents } from './ArchiveContents.tsx'
import { SaveArchive } from './SaveArchive.tsx'
import styles from './ExportDialog.module.css'

/** A spec or a task as an archive; what looks like a secret is shown before anything is written. */
export function ArchiveDialog({ target }: { target: ExportTarget }) {
  const scanning = useExportScan(target)
  return (
    <Frame
      title={t('Export {taskId} as ZIP', { taskId: target.taskId ?? target.specName })}
      isWide
      onClose={closeDialog}
      foot={
        <>
          <Button onClick={closeDialog}>{t('Cancel')}</Button>
          <SaveArchive target={target} scanning={scanning} />
        </>
      }
    >
      <div className={styles['form']}>
        <ArchiveContents scanning={scanning} />
      </div>
    </Frame>
  )
}
