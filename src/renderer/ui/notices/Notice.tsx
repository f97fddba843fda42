import { type ReactNode } from 'react'
import styles from './Notice.module.css'

interface NoticeProps {
  icon: ReactNode
  title: string
  children?: ReactNode
  /** Buttons and links that lead on. */
  actions?: ReactNode
  isFailure?: boolean
  /** Its title heads the page where nothing else does. */
  isPage?: boolean
}

/** Says in the middle of an otherwise empty place why it is empty and what to do. */
export function Notice({ icon, title, children, actions, isFailure = false, isPage = false }: NoticeProps) {
  return (
    <div className={[styles['notice'], isFailure ? styles['failed'] : ''].join(' ')} role={isFailure ? 'alert' : undefined}>
      {icon}
      {isPage ? <h1 className={styles['title']}>{title}</h1> : <p className={styles['title']}>{title}</p>}
      {children !== undefined && <p className={styles['body']}>{children}</p>}
      {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
    </div>
  )
}
