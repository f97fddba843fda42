import { t } from '../../../shared/language/translate.ts'
import { X } from 'lucide-react'
import { artifactTypes, artifactTypeSchema } from '../../../shared/artifact.ts'
import { typeWords } from '../../../shared/type-words.ts'
import { formatBytes } from '../../../shared/bytes.ts'
import { IconButton } from '../../ui/controls/IconButton.tsx'
import { draftProblem, type UploadDraft } from './upload-draft.ts'
import styles from './UploadDialog.module.css'

interface UploadRowProps {
  path: string
  sizeBytes: number
  draft: UploadDraft
  onEdit: (change: Partial<UploadDraft>) => void
  onRemove: () => void
}

/** One file of the form: its name as an artifact, its type, and where it goes. */
export function UploadRow({ path, sizeBytes, draft, onEdit, onRemove }: UploadRowProps) {
  const problem = draftProblem(draft)
  return (
    <div className={styles['file']} role="group" aria-label={path}>
      <div className={styles['what']}>
        <input
          aria-label={t('Name of {path}', { path })}
          value={draft.name}
          spellCheck={false}
          onChange={(event) => onEdit({ name: event.target.value })}
        />
        <span className={[styles['where'], problem === undefined ? '' : styles['problem']].join(' ')}>
          {problem ?? `${draft.specName} › ${draft.taskId}${draft.agent === undefined ? '' : ` ${t('by {name}', { name: draft.agent })}`}`}
        </span>
      </div>
      <select
        aria-label={t('Type of {path}', { path })}
        value={draft.type}
        onChange={(event) => onEdit({ type: event.target.value === 'auto' ? 'auto' : artifactTypeSchema.parse(event.target.value) })}
      >
        <option value="auto">{t('automatic')}</option>
        {artifactTypes.map((type) => (
          <option key={type} value={type}>
            {typeWords[type]}
          </option>
        ))}
      </select>
      <span className={styles['size']}>{formatBytes(sizeBytes)}</span>
      <IconButton label={t('Leave out {path}', { path })} onClick={onRemove}>
        <X />
      </IconButton>
    </div>
  )
}
