import { t } from '../../../../shared/language/translate.ts'
import { type CSSProperties, useEffect, useState } from 'react'
import { formatBytes } from '../../../../shared/bytes.ts'
import { useHref } from '../../../state/navigation.ts'
import { formatCount } from '../../../ui/words/plural.ts'
import { type Box, squarify } from './squarify.ts'
import styles from './Treemap.module.css'
import { splitLargest, type UsagePart } from './usage-level.ts'

const heightPx = 280
const drawnParts = 80
/** Smaller boxes have no room for words. */
const wordsPx = { width: 56, height: 34 }

function useWidth(): [width: number, ref: (element: HTMLElement | null) => void] {
  const [element, setElement] = useState<HTMLElement | null>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    if (element === null) return undefined
    const observer = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [element])
  return [width, setElement]
}

const place = ({ left, top, width, height }: Box): CSSProperties => ({ left, top, width, height })

/** Space as areas; a click goes down a level. The same numbers stand in the table below it. */
export function Treemap({ label, parts }: { label: string; parts: readonly UsagePart[] }) {
  const [width, ref] = useWidth()
  const href = useHref()
  const { largest, restBytes, rest } = splitLargest(parts, drawnParts)
  const tiles = [
    ...largest.map((part) => ({ part, sizeBytes: part.sizeBytes })),
    ...(rest > 0 ? [{ part: undefined, sizeBytes: restBytes }] : []),
  ]
  const boxes = width === 0 ? [] : squarify(tiles, ({ sizeBytes }) => sizeBytes, { left: 0, top: 0, width, height: heightPx })
  return (
    <nav aria-label={label} ref={ref} className={styles['map']} style={{ height: heightPx }}>
      {boxes.map(({ item: { part, sizeBytes }, box }) => {
        const hasRoom = box.width >= wordsPx.width && box.height >= wordsPx.height
        const name = part?.name ?? t('{count} more', { count: formatCount(rest) })
        const words = (
          <span className={[styles['words'], hasRoom ? '' : styles['hidden']].join(' ')}>
            <span className={styles['name']}>{name}</span> <span className={styles['size']}>{formatBytes(sizeBytes)}</span>
          </span>
        )
        const title = `${name}, ${formatBytes(sizeBytes)}`
        return part === undefined ? (
          <div key="rest" title={title} className={[styles['tile'], styles['rest']].join(' ')} style={place(box)}>
            {words}
          </div>
        ) : (
          <a key={part.key} href={href(part.to)} title={title} className={styles['tile']} style={place(box)}>
            <TypeBoxes part={part} box={box} />
            {words}
          </a>
        )
      })}
    </nav>
  )
}

function TypeBoxes({ part: { types }, box }: { part: UsagePart; box: Box }) {
  const inner = { left: 0, top: 0, width: Math.max(0, box.width - 2), height: Math.max(0, box.height - 2) }
  return squarify(types, ({ sizeBytes }) => sizeBytes, inner).map(({ item: { type }, box: typeBox }) => (
    <span key={type} aria-hidden className={[styles['type'], styles[type]].join(' ')} style={place(typeBox)} />
  ))
}
