import { t } from '../../../shared/language/translate.ts'
import { type ChangeEvent, type ReactNode } from 'react'
import { pickFiles } from '../../state/dialog.ts'
import buttonStyles from '../../ui/Button.module.css'
import { readFileList } from './dropped-files.ts'
import styles from './UploadDialog.module.css'

/** Files or a folder from the disk. */
export function FilePicker({ isEmpty }: { isEmpty: boolean }) {
  return (
    <div className={[styles['pick'], isEmpty ? styles['empty'] : ''].join(' ')}>
      {isEmpty && <p>{t('Drop files or folders anywhere in this window, or paste.')}</p>}
      <div className={styles['pick']}>
        <Picker attributes={{ multiple: true }}>{isEmpty ? t('Choose files') : t('Add files')}</Picker>
        {/* React does not know the attribute's name in its types. */}
        <Picker attributes={{ webkitdirectory: '' }}>{isEmpty ? t('Choose a folder') : t('Add a folder')}</Picker>
      </div>
    </div>
  )
}

function Picker({ attributes, children }: { attributes: Record<string, string | boolean>; children: ReactNode }) {
  const pick = ({ target }: ChangeEvent<HTMLInputElement>) => {
    if (target.files !== null) pickFiles(readFileList(target.files))
    // So that the same file can be picked again.
    target.value = ''
  }
  return (
    <label className={[buttonStyles['button'], styles['picker']].join(' ')}>
      {children}
      <input type="file" {...attributes} onChange={pick} />
    </label>
  )
}
