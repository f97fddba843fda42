import { type ReactNode, useEffect, useState } from 'react'
import styles from './ReadOn.module.css'

interface ReadOnProps {
  onMore: () => void
  scroller: HTMLElement | null
  /** Says how far it was read. */
  children: ReactNode
}

/** Stands at the end of a list as far as it was read; reads on as it comes near. */
export function ReadOn({ onMore, scroller, children }: ReadOnProps) {
  const [end, setEnd] = useState<HTMLElement | null>(null)
  useEffect(() => {
    if (end === null) return undefined
    const observer = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && onMore(), {
      root: scroller,
      rootMargin: '1200px',
    })
    observer.observe(end)
    return () => observer.disconnect()
  }, [end, onMore, scroller])
  return (
    <p ref={setEnd} className={styles['more']}>
      {children}
    </p>
  )
}
