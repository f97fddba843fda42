import { type Artifact } from '../../../shared/artifact-list.ts'
import { type ArtifactRecord } from '../../../shared/artifact.ts'
import { formatBytes } from '../../../shared/bytes.ts'
import { Moment } from '../../ui/Moment.tsx'
import styles from './ArtifactHead.module.css'
import { ChecksumChip } from './ChecksumChip.tsx'

function whose({ version, metadata }: ArtifactRecord): string {
  const agent = metadata['agent']
  return `Attempt ${version}${typeof agent === 'string' ? ` by ${agent}` : ''}`
}

function sizeHint({ originalSize, size, encoding }: ArtifactRecord): string {
  const stored = encoding === 'identity' ? 'stored as it is' : `${formatBytes(size)} stored (${encoding})`
  return `${originalSize} bytes, ${stored}`
}

/** What the record says of an artifact, in one line. */
export function ArtifactFacts({ artifact: { record } }: { artifact: Artifact }) {
  return (
    <div className={styles['facts']}>
      <span>{record.type}</span>
      <span className={styles['whose']} title={whose(record)}>
        {whose(record)}
      </span>
      <span title={sizeHint(record)}>{formatBytes(record.originalSize)}</span>
      <span className={styles['when']}>
        <Moment at={record.createdAt} />
      </span>
      <ChecksumChip record={record} />
    </div>
  )
}
