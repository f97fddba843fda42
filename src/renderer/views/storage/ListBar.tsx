import { type ReactNode, useRef } from 'react'
import { useShortcuts } from '../../state/shortcuts.ts'
import { FilterField } from '../../ui/controls/FilterField.tsx'
import styles from './ListBar.module.css'

interface ListBarProps {
  label: string
  text: string
  onText: (text: string) => void
  /** Brings the keyboard into the list below. */
  onLeave: () => void
  children?: ReactNode
}

/** The filter of a list, and what can be done with its rows. */
export function ListBar({ label, text, onText, onLeave, children }: ListBarProps) {
  const field = useRef<HTMLInputElement>(null)
  useShortcuts({ filter: () => field.current?.focus() })
  return (
    <div className={styles['bar']}>
      <div className={styles['field']}>
        <FilterField ref={field} label={label} value={text} onValue={onText} onLeave={onLeave} />
      </div>
      {children}
    </div>
  )
}
