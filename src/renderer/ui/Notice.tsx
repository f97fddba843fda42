import { type ReactNode } from 'react'
import styles from './Notice.module.css'

interface NoticeProps {
  icon: ReactNode
  title: string
  children?: ReactNode
  /** Buttons and links that lead on. */
  actions?: ReactNode
  isFailure?: boolean
}

/** Says in the middle of an otherwise empty place why it is empty and what to do. */
export function Notice({ icon, title, children, actions, isFailure = false }: NoticeProps) {
  return (
    <div className={[styles['notice'], isFailure ? styles['failed'] : ''].join(' ')} role={isFailure ? 'alert' : undefined}>
      {icon}
      <p className={styles['title']}>{title}</p>
      {children !== undefined && <p className={styles['body']}>{children}</p>}
      {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
    </div>
  )
}
