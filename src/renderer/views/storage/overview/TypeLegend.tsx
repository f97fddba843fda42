import { type ArtifactType } from '../../../../shared/artifact.ts'
import styles from './Treemap.module.css'
import { typeWords } from './usage-level.ts'

export function TypeLegend({ types }: { types: readonly ArtifactType[] }) {
  if (types.length === 0) return null
  return (
    <ul className={styles['legend']}>
      {types.map((type) => (
        <li key={type}>
          <span aria-hidden className={[styles['swatch'], styles[type]].join(' ')} />
          {typeWords[type]}
        </li>
      ))}
    </ul>
  )
}
