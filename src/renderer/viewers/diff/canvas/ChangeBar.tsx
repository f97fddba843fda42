import { formatCount } from '../../../ui/plural.ts'
import styles from './ChangeBar.module.css'

const squares = 5

/** How many lines came and went, as numbers and as five squares. */
export function ChangeBar({ insertions, deletions }: { insertions: number; deletions: number }) {
  const total = insertions + deletions
  const filled = Math.min(squares, total)
  const added =
    total === 0
      ? 0
      : Math.min(filled - (deletions > 0 ? 1 : 0), Math.max(insertions > 0 ? 1 : 0, Math.round((insertions / total) * filled)))
  return (
    <span className={styles['bar']}>
      <span className={styles['added']} aria-label={`${formatCount(insertions)} added`} role="img">
        +{formatCount(insertions)}
      </span>
      <span className={styles['removed']} aria-label={`${formatCount(deletions)} removed`} role="img">
        −{formatCount(deletions)}
      </span>
      <span className={styles['squares']} aria-hidden>
        {Array.from({ length: squares }, (_, index) => (
          <span
            key={index}
            className={index < added ? styles['addedSquare'] : index < filled ? styles['removedSquare'] : styles['square']}
          />
        ))}
      </span>
    </span>
  )
}
