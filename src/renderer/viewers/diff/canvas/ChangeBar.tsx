import { t } from '../../../../shared/language/translate.ts'
import { type CSSProperties } from 'react'
import { formatCount } from '../../../ui/words/plural.ts'
import styles from './ChangeBar.module.css'

const squares = 5

/** How many squares stand for added and for removed lines; neither kind is left out. */
function share(insertions: number, deletions: number): { added: number; filled: number } {
  const total = insertions + deletions
  const filled = Math.min(squares, total)
  const added = total === 0 ? 0 : Math.round((insertions / total) * filled)
  return { added: Math.min(filled - (deletions > 0 ? 1 : 0), Math.max(insertions > 0 ? 1 : 0, added)), filled }
}

interface ChangeBarProps {
  insertions: number
  deletions: number
  /** For narrow lists: what is nothing is left out. */
  isSmall?: boolean
}

/** How many lines came and went, as numbers and as five squares. */
export function ChangeBar({ insertions, deletions, isSmall = false }: ChangeBarProps) {
  const { added, filled } = share(insertions, deletions)
  if (isSmall && filled === 0) return null
  const counts: CSSProperties & Record<'--added' | '--filled', number> = { '--added': added, '--filled': filled }
  return (
    <span className={`${styles['bar']} ${isSmall ? styles['small'] : ''}`}>
      {(insertions > 0 || !isSmall) && (
        <span className={styles['added']} aria-label={t('{insertions} added', { insertions: formatCount(insertions) })} role="img">
          +{formatCount(insertions)}
        </span>
      )}
      {(deletions > 0 || !isSmall) && (
        <span className={styles['removed']} aria-label={t('{deletions} removed', { deletions: formatCount(deletions) })} role="img">
          −{formatCount(deletions)}
        </span>
      )}
      <span className={styles['squares']} aria-hidden style={counts} />
    </span>
  )
}
