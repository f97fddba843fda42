import { type ReactNode, useState } from 'react'
import styles from './Pane.module.css'

interface PaneProps {
  label: string
  /** Stays above what scrolls. */
  head?: ReactNode
  onScroll?: (scrollTopPx: number) => void
  children: (scroller: HTMLElement | null) => ReactNode
}

/** One of the window's panes: a head that stays and a body that scrolls. */
export function Pane({ label, head, onScroll, children }: PaneProps) {
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  return (
    <section aria-label={label} className={styles['pane']}>
      {head}
      <div ref={setScroller} className={styles['scroller']} onScroll={(event) => onScroll?.(event.currentTarget.scrollTop)}>
        <div>{children(scroller)}</div>
      </div>
    </section>
  )
}
