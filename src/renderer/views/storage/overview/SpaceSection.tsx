import { formatBytes } from '../../../../shared/bytes.ts'
import { type Loadable } from '../../../../shared/loadable.ts'
import { type Usage } from '../../../../shared/usage.ts'
import { useSpecUsage } from '../../../state/usage.ts'
import { Loaded } from '../../../ui/Loaded.tsx'
import { plural } from '../../../ui/plural.ts'
import { Section } from '../Section.tsx'
import { Treemap } from './Treemap.tsx'
import { TypeLegend } from './TypeLegend.tsx'
import { specParts, taskParts, typeParts, typesOf, type UsagePart } from './usage-level.ts'
import { UsageTable } from './UsageTable.tsx'

interface SpaceProps {
  title: string
  header: string
  parts: readonly UsagePart[]
  scroller: HTMLElement | null
}

function Space({ title, header, parts, scroller }: SpaceProps) {
  const sizeBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0)
  const artifacts = parts.reduce((sum, part) => sum + part.artifacts, 0)
  return (
    <Section title={title} facts={`${formatBytes(sizeBytes)} in ${plural(artifacts, 'artifact')}`}>
      <Treemap label={`Map: ${title.toLowerCase()}`} parts={parts} />
      <TypeLegend types={typesOf(parts)} />
      <UsageTable label={title} header={header} parts={parts} scroller={scroller} />
    </Section>
  )
}

export function SpecSpace({ usage, scroller }: { usage: Usage; scroller: HTMLElement | null }) {
  return <Space title="Space by spec" header="Spec" parts={specParts(usage)} scroller={scroller} />
}

interface TaskSpaceProps {
  specName: string
  taskId: string | undefined
  scroller: HTMLElement | null
}

/** A spec's tasks, or what one of them consists of. */
export function TaskSpace({ specName, taskId, scroller }: TaskSpaceProps) {
  const usage: Loadable<Parameters<typeof taskParts>[1]> = useSpecUsage(specName)
  return (
    <Loaded from={usage} label="Loading the space by task">
      {(value) =>
        taskId === undefined ? (
          <Space title="Space by task" header="Task" parts={taskParts(specName, value)} scroller={scroller} />
        ) : (
          <Space title="Space by type" header="Type" parts={typeParts(specName, taskId, value)} scroller={scroller} />
        )
      }
    </Loaded>
  )
}
