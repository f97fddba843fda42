import { type ReactNode } from 'react'
import styles from './FilterBar.module.css'

/** The bar above a list of tests: its filters, and how many of them are shown. */
export function FilterBar({ label, count, children }: { label: string; count: string; children: ReactNode }) {
  return (
    <div role="toolbar" aria-label={label} className={styles['bar']}>
      {children}
      <output className={styles['count']}>{count}</output>
    </div>
  )
}
