import { t } from '../../../shared/language/translate.ts'
import { type Artifact, packingOf } from '../../../shared/artifact-list.ts'
import { type ArtifactRecord } from '../../../shared/artifact.ts'
import { formatBytes } from '../../../shared/bytes.ts'
import { typeWords } from '../../../shared/type-words.ts'
import { Moment } from '../../ui/words/Moment.tsx'
import styles from './ArtifactHead.module.css'
import { ChecksumChip } from './ChecksumChip.tsx'

function whose({ version, metadata }: ArtifactRecord): string {
  const agent = metadata['agent']
  return typeof agent === 'string' ? t('Attempt {version} by {agent}', { version, agent }) : t('Attempt {version}', { version })
}

function sizeHint({ originalSize, size, encoding }: ArtifactRecord): string {
  const stored = encoding === 'identity' ? t('stored as it is') : t('{size} stored ({encoding})', { size: formatBytes(size), encoding })
  return t('{originalSize} bytes, {stored}', { originalSize, stored })
}

/** What the record says of an artifact, in one line. */
export function ArtifactFacts({ artifact }: { artifact: Artifact }) {
  const { record } = artifact
  const packing = packingOf(artifact)
  return (
    <div className={styles['facts']}>
      <span>{typeWords[record.type]}</span>
      <span className={styles['whose']} title={whose(record)}>
        {whose(record)}
      </span>
      <span title={sizeHint(record)}>{formatBytes(record.originalSize)}</span>
      {packing !== undefined && (
        <span title={t('It stays stored as it was uploaded; what it holds is shown.')}>{t('{packing}, unpacked', { packing })}</span>
      )}
      <span className={styles['when']}>
        <Moment at={record.createdAt} />
      </span>
      <ChecksumChip record={record} />
    </div>
  )
}
