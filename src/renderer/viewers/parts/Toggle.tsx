import { type ReactNode } from 'react'
import { Hint } from '../../ui/hint/Hint.tsx'
import styles from './Toggle.module.css'

interface ToggleProps {
  /** The accessible name; also shown as a hint. */
  label: string
  shortcut?: string
  isOn: boolean
  onChange: (isOn: boolean) => void
  children: ReactNode
}

/** A button that stays pressed. */
export function Toggle({ label, shortcut, isOn, onChange, children }: ToggleProps) {
  return (
    <Hint text={label} {...(shortcut === undefined ? {} : { shortcut })}>
      <button type="button" aria-label={label} aria-pressed={isOn} className={styles['toggle']} onClick={() => onChange(!isOn)}>
        {children}
      </button>
    </Hint>
  )
}
