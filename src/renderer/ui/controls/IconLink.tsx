import { type ComponentPropsWithRef, type ReactNode } from 'react'
import styles from './Button.module.css'
import { Hint } from '../hint/Hint.tsx'

interface IconLinkProps extends ComponentPropsWithRef<'a'> {
  /** The accessible name; also shown as a hint. */
  label: string
  shortcut?: string
  /** Stand beside it where the window is wide; `isLate`: only where it is wider still. */
  words?: string
  isLate?: boolean
  children: ReactNode
}

export function IconLink({ label, shortcut, words, isLate = false, children, ...props }: IconLinkProps) {
  return (
    <Hint text={label} {...(shortcut === undefined ? {} : { shortcut })}>
      <a aria-label={label} {...props} className={[styles['button'], styles['icon']].join(' ')}>
        {children}
        {words !== undefined && <span className={styles[isLate ? 'lateWords' : 'words']}>{words}</span>}
      </a>
    </Hint>
  )
}
