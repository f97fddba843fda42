import { type ReactNode } from 'react'
import styles from './Toolbar.module.css'

/** The bar above a viewer: what it shows at the left, its switches at the right. */
export function Toolbar({ label, facts, children }: { label: string; facts: ReactNode; children: ReactNode }) {
  return (
    <div role="toolbar" aria-label={label} className={styles['bar']}>
      <div className={styles['facts']}>{facts}</div>
      <div className={styles['controls']}>{children}</div>
    </div>
  )
}
