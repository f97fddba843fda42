import { t } from '../../../../shared/language/translate.ts'
import { type Artifact, type ArtifactSort } from '../../../../shared/artifact-list.ts'
import { formatBytes } from '../../../../shared/bytes.ts'
import { useFirstArtifacts } from '../../../state/usage.ts'
import { Loaded } from '../../../ui/Loaded.tsx'
import { MiddleCut } from '../../../ui/MiddleCut.tsx'
import { momentColumn } from '../../../ui/rows/end-columns.ts'
import { type Column } from '../../../ui/rows/RowGrid.tsx'
import { DamageBadge } from '../../artifact/DamageBadge.tsx'
import { ArtifactGrid } from '../../artifact/ArtifactGrid.tsx'
import { Section } from '../Section.tsx'
import styles from './StorageOverview.module.css'

const limit = 20

const columns: Column<Artifact>[] = [
  { id: 'name', header: t('Artifact'), cell: ({ record }) => <MiddleCut text={record.name} /> },
  {
    id: 'where',
    header: t('Task'),
    isMuted: true,
    cell: ({ record, damage }) => (
      <>
        <DamageBadge damage={damage} /> {t('{specName} › {taskId}, attempt {version}', record)}
      </>
    ),
  },
  { id: 'size', header: t('Stored'), isEnd: true, cell: ({ record }) => formatBytes(record.size) },
  momentColumn({ id: 'created', header: t('Created'), of: ({ record }) => record.createdAt }),
]

interface FirstArtifactsProps {
  title: string
  sort: ArtifactSort
  scroller: HTMLElement | null
}

export function FirstArtifacts({ title, sort, scroller }: FirstArtifactsProps) {
  const artifacts = useFirstArtifacts(sort, limit)
  return (
    <Section title={title}>
      <Loaded from={artifacts} label={t('Loading: {title}', { title })}>
        {(value) => <ArtifactGrid label={title} className={styles['artifacts']} columns={columns} artifacts={value} scroller={scroller} />}
      </Loaded>
    </Section>
  )
}
