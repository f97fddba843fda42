import { type ComponentPropsWithRef, type ReactNode } from 'react'
import styles from './Button.module.css'
import { Hint } from '../hint/Hint.tsx'

interface IconButtonProps extends ComponentPropsWithRef<'button'> {
  /** The accessible name; also shown as a hint. */
  label: string
  /** The key that does the same. */
  shortcut?: string
  children: ReactNode
}

export function IconButton({ label, shortcut, children, className, ...props }: IconButtonProps) {
  return (
    <Hint text={label} {...(shortcut === undefined ? {} : { shortcut })}>
      <button type="button" aria-label={label} {...props} className={[styles['button'], styles['icon'], className].join(' ')}>
        {children}
      </button>
    </Hint>
  )
}
