import { type RefObject, useEffect, useRef } from 'react'
import styles from './ShiftBar.module.css'

interface ShiftBarProps {
  /** The canvas, whose code moves sideways by its `--shift`. */
  canvas: RefObject<HTMLElement | null>
  /** How far it can move. */
  rangePx: number
}

/** Scrolls the code of unwrapped lines sideways, both columns together, while numbers and signs stay. */
export function ShiftBar({ canvas, rangePx }: ShiftBarProps) {
  const bar = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = canvas.current
    const scroller = bar.current
    if (element === null || scroller === null) return undefined
    const shift = () => element.style.setProperty('--shift', String(scroller.scrollLeft))
    const onWheel = (event: WheelEvent) => {
      const delta = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX
      if (event.ctrlKey || delta === 0 || (!event.shiftKey && Math.abs(event.deltaY) > Math.abs(delta))) return
      event.preventDefault()
      scroller.scrollLeft += delta
    }
    shift()
    scroller.addEventListener('scroll', shift, { passive: true })
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => {
      element.style.removeProperty('--shift')
      scroller.removeEventListener('scroll', shift)
      element.removeEventListener('wheel', onWheel)
    }
  }, [canvas])
  return (
    <div ref={bar} className={styles['bar']} hidden={rangePx <= 0} aria-hidden>
      <div className={styles['range']} style={{ width: `calc(100% + ${rangePx}px)` }} />
    </div>
  )
}
