import { type ComponentPropsWithRef } from 'react'
import styles from './Button.module.css'

type ButtonLinkProps = ComponentPropsWithRef<'a'> & { look?: 'plain' | 'primary' }

/** A link that does what a button would, such as saving a file. */
export function ButtonLink({ look = 'plain', className, children, ...props }: ButtonLinkProps) {
  return (
    <a {...props} className={[styles['button'], look === 'plain' ? '' : styles[look], className].join(' ')}>
      {children}
    </a>
  )
}
