import { type ReactNode } from 'react'
import styles from './PaneHead.module.css'

export function PaneHead({ title, facts, children }: { title: string; facts?: ReactNode; children?: ReactNode }) {
  return (
    <header className={styles['head']}>
      <div className={styles['words']}>
        <h1 className={styles['title']}>{title}</h1>
        {facts !== undefined && <p className={styles['facts']}>{facts}</p>}
      </div>
      {children}
    </header>
  )
}
