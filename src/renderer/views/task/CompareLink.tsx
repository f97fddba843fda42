import { t } from '../../../shared/language/translate.ts'
import { GitCompareArrows } from 'lucide-react'
import { type Task } from '../../../shared/spec.ts'
import { useHref } from '../../state/navigation.ts'
import { IconLink } from '../../ui/controls/IconLink.tsx'
import styles from './TaskView.module.css'

interface CompareLinkProps {
  task: Task
  first: number
  second: number
  /** The reader chose the two. */
  isChosen: boolean
}

/** The way to two attempts side by side. */
export function CompareLink({ task: { specName, taskId }, first, second, isChosen }: CompareLinkProps) {
  const href = useHref()
  const words = t('Compare attempts {first} and {second}', { first, second })
  const address = href({ at: 'compare', specName, taskId, first, second })
  if (!isChosen) {
    return (
      <IconLink label={words} shortcut="=" href={address}>
        <GitCompareArrows />
      </IconLink>
    )
  }
  return (
    <a href={address} className={styles['compare']}>
      <GitCompareArrows aria-hidden />
      {words}
    </a>
  )
}
