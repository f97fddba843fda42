import { formatCount } from '../words/plural.ts'
import styles from './Tabs.module.css'

interface Tab {
  href: string
  words: string
  isOpen: boolean
  count?: number
}

/** The parts of a room, each a place of its own. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav aria-label={label} className={styles['tabs']}>
      {tabs.map(({ href, words, isOpen, count }) => (
        <a key={words} href={href} aria-current={isOpen ? 'page' : undefined} className={styles['tab']}>
          {words}
          {count !== undefined && <span className={styles['count']}> {formatCount(count)}</span>}
        </a>
      ))}
    </nav>
  )
}
