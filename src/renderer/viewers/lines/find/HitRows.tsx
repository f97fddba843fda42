import { t } from '../../../../shared/language/translate.ts'
import { useCallback, useEffect, useMemo, useReducer, useRef } from 'react'
import { plural } from '../../../ui/words/plural.ts'
import { type RowWindow } from '../../../ui/rows/scroll-range.ts'
import { VirtualRows, type VirtualRowsHandle } from '../../../ui/rows/VirtualRows.tsx'
import styles from './HitRows.module.css'
import { type HitList } from './hit-list.ts'
import { type LineSource } from '../document/line-source.ts'
import { cutSegments } from '../document/row-segments.ts'
import { type RowView } from '../shown-row.ts'
import { PickedRows } from './picked-rows.ts'

interface HitRowsProps {
  source: LineSource
  view: RowView
  hits: HitList
  current: number | undefined
  onHit: (index: number) => void
}

const rowHeightPx = 24
const excerptBefore = 60
const excerptLength = 400

/** Every hit as a line of its own; press one to go there. */
export function HitRows({ source, view, hits, current, onHit }: HitRowsProps) {
  const [, repaint] = useReducer((count: number) => count + 1, 0)
  const list = useRef<VirtualRowsHandle>(null)
  const rows = useMemo(() => new PickedRows(source, view), [source, view])
  const onView = useCallback(
    async ({ first, end }: RowWindow) => {
      const wanted = Array.from({ length: end - first }, (_, index) => hits.at(first + index)?.row).filter((row) => row !== undefined)
      if (await rows.want(wanted)) repaint()
    },
    [hits, rows],
  )
  useEffect(() => {
    if (current === undefined) return undefined
    // A list that was just opened does not know its height yet.
    const frame = requestAnimationFrame(() => list.current?.scrollToRow(current))
    return () => cancelAnimationFrame(frame)
  }, [current])
  const renderRow = (index: number) => {
    const hit = hits.at(index)
    const shown = hit === undefined ? undefined : rows.get(hit.row)
    const start = Math.max(0, (hit?.column ?? 0) - excerptBefore)
    const text = shown?.text ?? ''
    const layers = hit === undefined ? [] : [{ start: hit.column, end: hit.column + hit.length, look: 'hit' }]
    return (
      <button type="button" tabIndex={-1} className={styles['row']} aria-current={index === current} onClick={() => onHit(index)}>
        <span className={styles['number']}>{shown === undefined ? '' : shown.line + 1}</span>
        <span className={styles['text']}>
          {start > 0 && '…'}
          {cutSegments(start, Math.min(text.length, start + excerptLength), layers).map((segment) =>
            segment.looks.length === 0 ? (
              text.slice(segment.start, segment.end)
            ) : (
              <mark key={segment.start}>{text.slice(segment.start, segment.end)}</mark>
            ),
          )}
        </span>
      </button>
    )
  }
  return (
    <section className={styles['panel']} aria-label={plural(hits.total, 'hit')}>
      <VirtualRows
        role="group"
        aria-label={t('Hits')}
        rowCount={hits.kept}
        rowHeight={rowHeightPx}
        renderRow={renderRow}
        onView={(window) => void onView(window)}
        handle={list}
        onKeyDown={(event) => {
          const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
          if (by === 0) return
          event.preventDefault()
          onHit(Math.max(0, Math.min(hits.kept - 1, (current ?? -1) + by)))
        }}
      />
    </section>
  )
}
