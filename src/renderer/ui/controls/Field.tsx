import { type ReactNode } from 'react'
import styles from './Field.module.css'

/** A control with its label above and what is wrong with it below. */
export function Field({ label, problem, children }: { label: string; problem?: string | undefined; children: ReactNode }) {
  return (
    <div className={styles['field']}>
      <label className={styles['field']}>
        <span className={styles['label']}>{label}</span>
        {children}
      </label>
      {problem !== undefined && (
        <p role="alert" className={styles['problem']}>
          {problem}
        </p>
      )}
    </div>
  )
}
