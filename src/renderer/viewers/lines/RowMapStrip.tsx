import { type PointerEvent, useEffect, useRef } from 'react'
import styles from './RowMapStrip.module.css'
import { type Finding } from './find/use-scan.ts'

/** Rows to mark, each kind in its own lane and colour, so that neither colour nor place tells alone. */
export interface MapLane {
  kind: 'error' | 'warning' | 'hit'
  count: number
  rowAt: (index: number) => number
}

/** The lane of what a search found. */
export function hitLane(finding: Finding): MapLane {
  const rows = finding.state === 'found' ? finding.hits.rows() : undefined
  return { kind: 'hit', count: rows?.length ?? 0, rowAt: (index) => rows?.[index] ?? 0 }
}

interface RowMapStripProps {
  rowCount: number
  lanes: readonly MapLane[]
  onRow: (row: number) => void
}

const laneColors = { error: '--failed', warning: '--warning', hit: '--find-current' } as const
const markPx = 2

/** Where in the whole something stands, beside the scroll bar. A convenience for the mouse: keys and lists lead to the same rows. */
export function RowMapStrip({ rowCount, lanes, onRow }: RowMapStripProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const element = canvas.current
    if (element === null) return undefined
    const draw = () => drawLanes(element, rowCount, lanes)
    draw()
    const observer = new ResizeObserver(draw)
    observer.observe(element)
    const scheme = matchMedia('(prefers-color-scheme: dark)')
    scheme.addEventListener('change', draw)
    const theme = new MutationObserver(draw)
    theme.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    return () => {
      observer.disconnect()
      theme.disconnect()
      scheme.removeEventListener('change', draw)
    }
  }, [rowCount, lanes])
  const press = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const ratio = (event.clientY - box.top) / Math.max(1, box.height)
    onRow(Math.max(0, Math.min(rowCount - 1, Math.floor(ratio * rowCount))))
  }
  return <canvas ref={canvas} className={styles['strip']} aria-hidden onPointerDown={press} />
}

function drawLanes(element: HTMLCanvasElement, rowCount: number, lanes: readonly MapLane[]): void {
  const ratio = globalThis.devicePixelRatio
  const { clientWidth: width, clientHeight: height } = element
  element.width = Math.round(width * ratio)
  element.height = Math.round(height * ratio)
  const context = element.getContext('2d')
  if (context === null || rowCount === 0) return
  context.scale(ratio, ratio)
  const style = getComputedStyle(element)
  const laneWidth = width / Math.max(1, lanes.length)
  for (const [lane, { kind, count, rowAt }] of lanes.entries()) {
    context.fillStyle = style.getPropertyValue(laneColors[kind])
    let drawnTo = -Infinity
    for (let index = 0; index < count; index++) {
      const y = Math.floor((rowAt(index) / rowCount) * Math.max(0, height - markPx))
      if (y <= drawnTo) continue
      context.fillRect(lane * laneWidth, y, laneWidth - 1, markPx)
      drawnTo = y
    }
  }
}
