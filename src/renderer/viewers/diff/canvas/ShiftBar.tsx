import { type RefObject, useEffect, useRef } from 'react'
import { type RowWindow } from '../../../ui/rows/scroll-range.ts'
import { cutCells } from '../model/block-plan.ts'
import { type DiffFile } from '../model/diff-file.ts'
import { type DiffLayout, headerUnits } from '../model/diff-layout.ts'
import { useWatched, type Watched } from '../../../watched.ts'
import styles from './ShiftBar.module.css'

interface ShiftBarProps {
  /** The canvas, whose code moves sideways by its `--shift`. */
  canvas: RefObject<HTMLElement | null>
  rows: Watched<RowWindow>
  layout: DiffLayout
  cellPx: number
}

/** Scrolls the code of unwrapped lines sideways, both columns together, while numbers and signs stay. */
export function ShiftBar({ canvas, rows, layout, cellPx }: ShiftBarProps) {
  const widest = Math.max(0, ...filesOnScreen(layout, useWatched(rows)).map(({ width }) => Math.min(width, cutCells)))
  const rangePx = Math.max(0, (widest - layout.options.cells) * cellPx)
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

function filesOnScreen(layout: DiffLayout, rows: RowWindow): DiffFile[] {
  const files: DiffFile[] = []
  for (let unit = rows.first; unit < rows.end; unit += headerUnits) {
    const file = layout.fileAt(unit)
    if (file !== undefined && files.at(-1) !== file) files.push(file)
  }
  return files
}
