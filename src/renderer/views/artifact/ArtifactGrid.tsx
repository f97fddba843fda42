import { type Artifact } from '../../../shared/artifact-list.ts'
import { artifactDestination } from '../../state/artifacts.ts'
import { useHref } from '../../state/navigation.ts'
import { type Column, RowGrid } from '../../ui/rows/RowGrid.tsx'
import { TypeIcon } from './TypeIcon.tsx'

interface ArtifactGridProps {
  label: string
  /** See `RowGridProps`. */
  className: string | undefined
  columns: readonly Column<Artifact>[]
  artifacts: readonly Artifact[]
  scroller: HTMLElement | null
}

const typeIcon = (artifact: Artifact) => <TypeIcon artifact={artifact} />

/** Artifacts of any task; a row opens its artifact. */
export function ArtifactGrid({ label, className, columns, artifacts, scroller }: ArtifactGridProps) {
  const href = useHref()
  return (
    <RowGrid
      label={label}
      className={className}
      columns={columns}
      rows={artifacts}
      rowKey={({ record }) => record.uri}
      rowName={({ record }) => record.name}
      icon={typeIcon}
      href={({ record }) => href(artifactDestination(record))}
      scroller={scroller}
    />
  )
}
