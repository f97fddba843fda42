import { type KeyboardEvent, type PointerEvent } from 'react'
import styles from './Splitter.module.css'

interface SplitterProps {
  label: string
  /** Width of the pane to its left. */
  width: number
  limits: { min: number; max: number }
  onWidth: (width: number) => void
  onCollapse: () => void
}

const stepPx = 16

/** The edge between two panes: drag it, move it with the arrow keys, collapse its pane with Enter or a double click. */
export function Splitter({ label, width, limits, onWidth, onCollapse }: SplitterProps) {
  const resize = (next: number) => onWidth(Math.round(Math.min(limits.max, Math.max(limits.min, next))))
  const drag = (down: PointerEvent<HTMLElement>) => {
    const edge = down.currentTarget
    // Else the browser begins to drag a link or to select text, and takes the pointer away.
    down.preventDefault()
    edge.focus()
    edge.setPointerCapture(down.pointerId)
    const move = (event: globalThis.PointerEvent) => resize(width + event.clientX - down.clientX)
    edge.addEventListener('pointermove', move)
    edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', move), { once: true })
  }
  const keys: Record<string, () => void> = {
    ArrowLeft: () => resize(width - stepPx),
    ArrowRight: () => resize(width + stepPx),
    Home: () => resize(limits.min),
    End: () => resize(limits.max),
    Enter: onCollapse,
  }
  const press = (event: KeyboardEvent) => {
    const action = keys[event.key]
    if (action === undefined) return
    event.preventDefault()
    action()
  }
  return (
    // A focusable separator is a widget, which the lint rule does not know.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={limits.min}
      aria-valuemax={limits.max}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className={styles['splitter']}
      onPointerDown={drag}
      onKeyDown={press}
      onDoubleClick={onCollapse}
    />
  )
}
