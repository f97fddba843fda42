import { t } from '../../../shared/language/translate.ts'
import { ChevronRight } from 'lucide-react'
import { type ArtifactRecord } from '../../../shared/artifact.ts'
import { type InterdiffFile, interdiffProblemWords } from '../../../shared/comparison/interdiff.ts'
import { Badge, type BadgeTone } from '../../ui/Badge.tsx'
import { formatCount, plural } from '../../ui/words/plural.ts'
import styles from './InterdiffFiles.module.css'

interface InterdiffFilesProps {
  files: readonly InterdiffFile[]
  records: { first: ArtifactRecord; second: ArtifactRecord }
  onFile: (file: InterdiffFile) => void
}

const tones: Record<InterdiffFile['state'], BadgeTone> = {
  changed: 'warning',
  'only-first': 'failed',
  'only-second': 'passed',
  same: 'plain',
  impossible: 'warning',
}
/** Shown at once; a diff may have thousands. */
const shownFiles = 200

/** Every file of the two diffs, and in which of them it is. */
export function InterdiffFiles({ files, records, onFile }: InterdiffFilesProps) {
  const words: Record<InterdiffFile['state'], string> = {
    changed: t('changed'),
    'only-first': t('only in {version}', { version: records.first.version }),
    'only-second': t('only in {version}', { version: records.second.version }),
    same: t('same'),
    impossible: t('unknown'),
  }
  if (files.length === 0) return null
  return (
    <details className={styles['files']} open={files.length <= 6}>
      <summary className={styles['summary']}>
        <ChevronRight aria-hidden />
        {t('Files of the two diffs')}
      </summary>
      <ul className={styles['list']} aria-label={t('Files of the two diffs')}>
        {files.slice(0, shownFiles).map((file) => (
          <li key={`${file.path} ${file.state}`} className={styles['file']}>
            <Badge tone={tones[file.state]}>{words[file.state]}</Badge>
            <button type="button" className={styles['path']} onClick={() => onFile(file)}>
              {nameOf(file)}
            </button>
            {file.insertions + file.deletions > 0 && (
              <span className={styles['counts']}>
                <span className={styles['added']}>+{formatCount(file.insertions)}</span>{' '}
                <span className={styles['removed']}>−{formatCount(file.deletions)}</span>
              </span>
            )}
            {file.problem !== undefined && <span className={styles['note']}>{interdiffProblemWords(file.problem)}</span>}
            {file.basesDiffer && (
              <span className={styles['note']}>{t('made from different versions, so lines that neither shows may differ')}</span>
            )}
          </li>
        ))}
        {files.length > shownFiles && (
          <li className={styles['note']}>{t('{files} more', { files: plural(files.length - shownFiles, 'file') })}</li>
        )}
      </ul>
    </details>
  )
}

function nameOf({ path, firstPath, secondPath }: InterdiffFile): string {
  return firstPath !== undefined && secondPath !== undefined && firstPath !== secondPath ? `${firstPath} → ${secondPath}` : path
}
