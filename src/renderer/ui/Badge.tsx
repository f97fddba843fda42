import { type ReactNode } from 'react'
import styles from './Badge.module.css'

export type BadgeTone = 'plain' | 'passed' | 'failed' | 'warning'

/** A short fact in a pill. `label` says it in full where the pill is too short for that. */
export function Badge({ tone = 'plain', label, children }: { tone?: BadgeTone; label?: string; children: ReactNode }) {
  return (
    <span
      className={[styles['badge'], tone === 'plain' ? '' : styles[tone]].join(' ')}
      {...(label === undefined ? {} : { role: 'img', 'aria-label': label, title: label })}
    >
      {children}
    </span>
  )
}
