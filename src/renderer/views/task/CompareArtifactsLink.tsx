import { t } from '../../../shared/language/translate.ts'
import { GitCompareArrows } from 'lucide-react'
import { type ArtifactRecord } from '../../../shared/artifact.ts'
import { type CompareSection } from '../../state/comparison/compare-route.ts'
import { useHref } from '../../state/navigation.ts'
import styles from './TaskView.module.css'

const sections: Partial<Record<ArtifactRecord['type'], CompareSection>> = { diff: 'diff', log: 'log', test: 'tests' }

/** The way to two artifacts side by side, where two of one type are selected. */
export function CompareArtifactsLink({ selected }: { selected: readonly ArtifactRecord[] }) {
  const href = useHref()
  const [first, second] = selected
  if (first === undefined || second === undefined || selected.length !== 2 || first.type !== second.type) return null
  const show = sections[first.type]
  if (show === undefined) return null
  const { specName, taskId } = first
  const names = { firstName: first.name, secondName: second.name }
  return (
    <a
      href={href({ at: 'compare', specName, taskId, first: first.version, second: second.version, show, ...names })}
      className={styles['compare']}
    >
      <GitCompareArrows aria-hidden />
      {t('Compare the two')}
    </a>
  )
}
