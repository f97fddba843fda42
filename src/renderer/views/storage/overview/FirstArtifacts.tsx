import { t } from '../../../../shared/language/translate.ts'
import { type Artifact, type ArtifactSort } from '../../../../shared/artifact-list.ts'
import { formatBytes } from '../../../../shared/bytes.ts'
import { artifactDestination } from '../../../state/artifacts.ts'
import { useHref } from '../../../state/navigation.ts'
import { useFirstArtifacts } from '../../../state/usage.ts'
import { Loaded } from '../../../ui/Loaded.tsx'
import { MiddleCut } from '../../../ui/MiddleCut.tsx'
import { Moment } from '../../../ui/words/Moment.tsx'
import { type Column, RowGrid } from '../../../ui/rows/RowGrid.tsx'
import { DamageBadge } from '../../artifact/DamageBadge.tsx'
import { TypeIcon } from '../../artifact/TypeIcon.tsx'
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
  {
    id: 'created',
    header: t('Created'),
    isEnd: true,
    isMuted: true,
    cell: ({ record }) => <Moment at={record.createdAt} />,
  },
]

const typeIcon = (artifact: Artifact) => <TypeIcon artifact={artifact} />

interface FirstArtifactsProps {
  title: string
  sort: ArtifactSort
  scroller: HTMLElement | null
}

export function FirstArtifacts({ title, sort, scroller }: FirstArtifactsProps) {
  const artifacts = useFirstArtifacts(sort, limit)
  const href = useHref()
  return (
    <Section title={title}>
      <Loaded from={artifacts} label={t('Loading: {title}', { title })}>
        {(value) => (
          <RowGrid
            label={title}
            className={styles['artifacts']}
            columns={columns}
            rows={value}
            rowKey={({ record }) => record.uri}
            rowName={({ record }) => record.name}
            icon={typeIcon}
            href={({ record }) => href(artifactDestination(record))}
            scroller={scroller}
          />
        )}
      </Loaded>
    </Section>
  )
}
