import { type Artifact } from '../../../shared/artifact-list.ts'
import { artifactDestination } from '../../state/artifacts.ts'
import { useHref } from '../../state/navigation.ts'
import { RowGrid, type RowGridProps } from '../../ui/rows/RowGrid.tsx'
import { TypeIcon } from './TypeIcon.tsx'

type GridProps = Pick<RowGridProps<Artifact>, 'label' | 'className' | 'columns' | 'currentKey' | 'selection' | 'scroller' | 'ref'>

interface ArtifactGridProps extends GridProps {
  artifacts: readonly Artifact[]
}

const typeIcon = (artifact: Artifact) => <TypeIcon artifact={artifact} />

/** Artifacts of any task, each known by its URI; a row opens its artifact. */
export function ArtifactGrid({ artifacts, ...props }: ArtifactGridProps) {
  const href = useHref()
  return (
    <RowGrid
      {...props}
      rows={artifacts}
      rowKey={({ record }) => record.uri}
      rowName={({ record }) => record.name}
      icon={typeIcon}
      href={({ record }) => href(artifactDestination(record))}
    />
  )
}
