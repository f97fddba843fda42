import { t } from '../../../../shared/language/translate.ts'
import { type DiffFile, type FileChange } from '../model/diff-file.ts'
import styles from './ChangeBadge.module.css'

const letters: Record<FileChange, string> = { added: 'A', deleted: 'D', modified: 'M', renamed: 'R', copied: 'C' }

/** What happened to the file, as git's letter. */
export function ChangeBadge({ file }: { file: DiffFile }) {
  const words = t(file.change)
  return (
    <span role="img" aria-label={words} title={words} className={`${styles['badge']} ${styles[file.change]}`}>
      {letters[file.change]}
    </span>
  )
}
