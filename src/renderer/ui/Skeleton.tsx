import { t } from '../../shared/language/translate.ts'
import styles from './Skeleton.module.css'

/** Rows where content will be; shows only when loading takes longer than a moment. */
export function Skeleton({ rows = 6, label = t('Loading') }: { rows?: number; label?: string }) {
  return (
    <div className={styles['skeleton']} role="status" data-appearing>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className={styles['bar']} />
      ))}
      <span className={styles['hidden']}>{label}</span>
    </div>
  )
}
