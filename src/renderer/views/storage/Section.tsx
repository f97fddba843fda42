import { type ReactNode } from 'react'
import styles from './Section.module.css'

/** A titled part of a page. */
export function Section({
  title,
  facts,
  actions,
  children,
}: {
  title: string
  facts?: ReactNode
  actions?: ReactNode
  children: ReactNode
}) {
  return (
    <section aria-label={title} className={styles['section']}>
      <div className={styles['head']}>
        <h2 className={styles['title']}>{title}</h2>
        {facts !== undefined && <p className={styles['facts']}>{facts}</p>}
        {actions}
      </div>
      {children}
    </section>
  )
}
