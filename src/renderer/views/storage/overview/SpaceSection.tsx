import { t } from '../../../../shared/language/translate.ts'
import { formatBytes } from '../../../../shared/bytes.ts'
import { type Loadable } from '../../../../shared/loadable.ts'
import { type Usage } from '../../../../shared/usage.ts'
import { useSpecUsage } from '../../../state/usage.ts'
import { Loaded } from '../../../ui/Loaded.tsx'
import { plural } from '../../../ui/words/plural.ts'
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
    <Section
      title={title}
      facts={t('{sizeBytes} in {artifacts}', { sizeBytes: formatBytes(sizeBytes), artifacts: plural(artifacts, 'artifact') })}
    >
      <Treemap label={t('Map: {title}', { title: title.toLowerCase() })} parts={parts} />
      <TypeLegend types={typesOf(parts)} />
      <UsageTable label={title} header={header} parts={parts} scroller={scroller} />
    </Section>
  )
}

export function SpecSpace({ usage, scroller }: { usage: Usage; scroller: HTMLElement | null }) {
  return <Space title={t('Space by spec')} header={t('Spec')} parts={specParts(usage)} scroller={scroller} />
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
    <Loaded from={usage} label={t('Loading the space by task')}>
      {(value) =>
        taskId === undefined ? (
          <Space title={t('Space by task')} header={t('Task')} parts={taskParts(specName, value)} scroller={scroller} />
        ) : (
          <Space title={t('Space by type')} header={t('Type')} parts={typeParts(specName, taskId, value)} scroller={scroller} />
        )
      }
    </Loaded>
  )
}
