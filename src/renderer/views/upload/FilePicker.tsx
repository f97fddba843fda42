import { t } from '../../../shared/language/translate.ts'
import { pickFiles } from '../../state/dialog.ts'
import { PickButton } from '../../ui/controls/PickButton.tsx'
import { readFileList } from './dropped-files.ts'
import styles from './UploadDialog.module.css'

const pick = (files: FileList) => pickFiles(readFileList(files))

/** Files or a folder from the disk. */
export function FilePicker({ isEmpty }: { isEmpty: boolean }) {
  return (
    <div className={[styles['pick'], isEmpty ? styles['empty'] : ''].join(' ')}>
      {isEmpty && <p>{t('Drop files or folders anywhere in this window, or paste.')}</p>}
      <div className={styles['pick']}>
        <PickButton isMultiple onPick={pick}>
          {isEmpty ? t('Choose files') : t('Add files')}
        </PickButton>
        <PickButton isFolder onPick={pick}>
          {isEmpty ? t('Choose a folder') : t('Add a folder')}
        </PickButton>
      </div>
    </div>
  )
}
