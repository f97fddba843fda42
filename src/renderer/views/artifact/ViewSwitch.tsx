import { t } from '../../../shared/language/translate.ts'
import { useHref } from '../../state/navigation.ts'
import { type ArtifactDestination, type ViewName } from '../../state/route.ts'
import { viewLabels } from './choose-view.ts'
import styles from './ViewSwitch.module.css'

/** The ways to look at an artifact; each has its address. */
export function ViewSwitch({ to, views, view }: { to: ArtifactDestination; views: readonly ViewName[]; view: ViewName }) {
  const href = useHref()
  const { at, specName, taskId, version, name } = to
  const addressOf = (other: ViewName) => href({ at, specName, taskId, version, name, ...(other === views[0] ? {} : { as: other }) })
  return (
    <nav aria-label={t('View as')} className={styles['switch']}>
      {views.map((other) => (
        <a
          key={other}
          href={addressOf(other)}
          aria-current={other === view ? 'true' : undefined}
          className={[styles['view'], other === view ? styles['chosen'] : ''].join(' ')}
        >
          {viewLabels[other]}
        </a>
      ))}
    </nav>
  )
}
