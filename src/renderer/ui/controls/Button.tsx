import { type ComponentPropsWithRef } from 'react'
import styles from './Button.module.css'

type ButtonProps = ComponentPropsWithRef<'button'> & { look?: 'plain' | 'primary' | 'quiet' }

export function Button({ look = 'plain', className, ...props }: ButtonProps) {
  return <button type="button" {...props} className={[styles['button'], look === 'plain' ? '' : styles[look], className].join(' ')} />
}
