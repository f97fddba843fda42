import { t } from '../../../shared/language/translate.ts'
import { GitCompareArrows } from 'lucide-react'
import { type ArtifactRecord } from '../../../shared/artifact.ts'
import { type CompareSection } from '../../state/comparison/compare-route.ts'
import { useHref } from '../../state/navigation.ts'
import { type ViewName } from '../../state/route.ts'
import { useTask } from '../../state/tasks.ts'
import { IconLink } from '../../ui/controls/IconLink.tsx'

const sections: Partial<Record<ViewName, CompareSection>> = { diff: 'diff', log: 'log', tests: 'tests' }

/** Looks at the same against another attempt: the one before, else the one after. */
export function CompareArtifactLink({ record, view }: { record: ArtifactRecord; view: ViewName }) {
  const href = useHref()
  const { specName, taskId, version, name } = record
  const task = useTask(specName, taskId)
  const show = sections[view]
  if (task.state !== 'ready' || show === undefined) return null
  const versions = [...new Set(task.value.artifacts.map((artifact) => artifact.record.version))].toSorted((a, b) => a - b)
  const before = versions.findLast((other) => other < version)
  const other = before ?? versions.find((later) => later > version)
  if (other === undefined) return null
  const sides =
    before === undefined ? { first: version, second: other, firstName: name } : { first: other, second: version, secondName: name }
  return (
    <IconLink label={t('Compare with attempt {other}', { other })} href={href({ at: 'compare', specName, taskId, show, ...sides })}>
      <GitCompareArrows />
    </IconLink>
  )
}
