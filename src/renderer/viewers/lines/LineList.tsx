import { type CSSProperties, type MouseEvent, type Ref, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { type RowWindow } from '../../ui/rows/scroll-range.ts'
import { VirtualRows, type VirtualRowsHandle } from '../../ui/rows/VirtualRows.tsx'
import { textCells } from '../terminal/cell-width.ts'
import { type HitList } from './find/hit-list.ts'
import { type LineRange } from './line-place.ts'
import { type Folding } from './folds/use-folds.ts'
import { noneHidden } from './folds/hidden-rows.ts'
import { type LineSource } from './document/line-source.ts'
import { LineRow, nextLimit, type RowTone } from './LineRow.tsx'
import styles from './LineList.module.css'
import rowStyles from './LineRow.module.css'
import { RowCache } from './document/row-cache.ts'
import { selectedPart } from './selection/row-selection.ts'
import { type Layer } from './document/row-segments.ts'
import { type RowLayout, wrapText } from './document/row-wrap.ts'
import { readStamp, type Stamp } from './stamps/stamp.ts'
import { stampCell, type StampColumn } from './stamps/stamp-column.ts'
import { type RowView, type ShownRow } from './shown-row.ts'
import { useCharacterWidth } from './use-character-width.ts'
import { type LineListHandle, useListHandle } from './use-list-handle.ts'
import { useRowCopy } from './selection/use-row-copy.ts'
import { useRowLayout } from './document/use-row-layout.ts'
import { type LineNotes } from './use-line-notes.ts'
import { useRowSelection } from './selection/use-row-selection.ts'

export interface LineListProps {
  source: LineSource
  view: RowView
  rowCount: number
  label: string
  isWrapped: boolean
  /** Lines marked by the route. */
  marked: LineRange | undefined
  onMark: (range: LineRange) => void
  /** The row that next and previous start from. */
  currentRow: number | undefined
  toneOf?: (row: number) => RowTone | undefined
  /** Colours of a line's text, e.g. its syntax. */
  layersOf?: (line: number) => readonly Layer[]
  folding?: Folding
  /** The column of times; absent where lines have none. */
  stamps?: StampColumn
  notes?: LineNotes | undefined
  hits?: { list: HitList; current: number | undefined }
  handle: Ref<LineListHandle>
}

const rowHeightPx = 20
const prefetchLines = 48
const prefetchRows = 192
const mostWithoutStamp = 100
const noLayers: readonly Layer[] = []
const noTone = () => undefined

export function LineList(props: LineListProps) {
  const {
    source,
    view,
    rowCount,
    label,
    isWrapped,
    marked,
    onMark,
    currentRow,
    toneOf = noTone,
    layersOf,
    folding,
    stamps,
    notes,
    hits,
    handle,
  } = props
  const hidden = folding?.hidden ?? noneHidden
  const hasFolds = folding !== undefined && folding.groupCount + folding.repeatCount > 0
  const list = useRef<VirtualRowsHandle>(null)
  const frame = useRef<HTMLDivElement>(null)
  const cache = useMemo(() => new RowCache(source, view), [source, view])
  const cellPx = useCharacterWidth(frame, rowStyles['line'] ?? '')
  const [widthPx, setWidthPx] = useState(0)
  const gutterCells = Math.max(3, String(source.getState().progress.lineCount).length) + (hasFolds ? 6 : 4)
  const stampCells = stamps?.widthCells ?? 0
  const columns = Math.max(20, Math.floor((widthPx - 28) / cellPx) - gutterCells - stampCells)
  const isStamped = stamps !== undefined
  const startsOf = useCallback(
    (row: ShownRow) => {
      const from = isStamped ? (readStamp(row.text)?.end ?? 0) : 0
      return isWrapped ? wrapText(row.text.slice(from), columns).map((start) => start + from) : [from]
    },
    [isWrapped, columns, isStamped],
  )
  const { layout, notePlace } = useRowLayout({
    source,
    cache,
    view,
    rowCount,
    columns: isWrapped ? columns : undefined,
    startsOf,
    hidden,
    rowHeightPx,
    list,
  })
  const getRow = useCallback((row: number) => cache.get(row), [cache])
  const selecting = useRowSelection({ source, view, rowCount, list, layout, getRow, startsOf })
  const { selection } = selecting
  const copy = useRowCopy({ source, view, selection, marked })

  useLayoutEffect(() => {
    const element = frame.current
    if (element === null) return undefined
    const observer = new ResizeObserver(() => setWidthPx(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  const seen = useRef<RowWindow>({ first: 0, end: 64 })
  const onView = useCallback(
    (lines: RowWindow) => {
      seen.current = lines
      notePlace()
      for (const { first, end } of rowsOfLines(layout, lines)) cache.want(first, end)
    },
    [cache, layout, notePlace],
  )
  // Rows that arrive after the list was drawn, or after the stream moved on, are asked for as well.
  useEffect(() => onView(seen.current))

  const [widest, setWidest] = useState({ cache, cells: 0 })
  useEffect(
    () =>
      cache.watch((rows) =>
        setWidest((known) => {
          const before = known.cache === cache ? known.cells : 0
          const cells = rows.reduce((most, row) => Math.max(most, rowCells(row)), before)
          return cells === known.cells && known.cache === cache ? known : { cache, cells }
        }),
      ),
    [cache],
  )

  const layersIn = (row: number, shown: ShownRow): readonly Layer[] => {
    const layers: Layer[] = [...(layersOf?.(shown.line) ?? noLayers)]
    if (hits !== undefined) {
      const { first, end } = hits.list.inRow(row)
      for (let index = first; index < Math.min(end, first + 2000); index++) {
        const hit = hits.list.at(index)
        if (hit === undefined) continue
        layers.push({ start: hit.column, end: hit.column + hit.length, look: index === hits.current ? 'currentHit' : 'hit' })
      }
    }
    const selected = selectedPart(selection, row)
    if (selected !== undefined) layers.push({ ...selected, look: 'selected' })
    return layers.length === 0 ? noLayers : layers
  }

  const renderRow = (line: number) => {
    const { row, part } = layout.find(line)
    const shown = cache.get(row)
    if (shown === undefined) return <div role="row" aria-rowindex={row + 1} className={rowStyles['line']} data-screen-line={line} />
    const starts = startsOf(shown)
    const isMorePart = isWrapped && part >= starts.length
    const start = isMorePart ? shown.text.length : (starts[part] ?? 0)
    const isLast = part >= starts.length - 1
    const isCut = shown.cutFrom !== undefined && (isWrapped ? isMorePart : true)
    return (
      <div role="presentation" className={styles['slot']} data-screen-line={line}>
        <LineRow
          row={shown}
          start={start}
          end={isLast ? shown.text.length : (starts[part + 1] ?? shown.text.length)}
          isFirst={part === 0}
          stamp={part === 0 && stamps !== undefined ? stampCell(stamps, shown, () => stampBefore(cache, row)) : undefined}
          hasStamps={stampCells > 0}
          fold={part === 0 ? folding?.at(row) : undefined}
          hasFolds={hasFolds}
          rowIndex={row}
          tone={toneOf(row)}
          isMarked={marked !== undefined && shown.line + 1 >= marked.first && shown.line + 1 <= marked.last}
          isCurrent={row === currentRow}
          layers={layersIn(row, shown)}
          noteId={notes?.byLine.get(shown.line + 1)}
          onNote={notes?.onNote}
          onMore={isCut ? () => void cache.showMore(row, nextLimit(shown)) : undefined}
        />
      </div>
    )
  }

  useListHandle(handle, {
    list,
    cache,
    layout,
    startsOf,
    columns: isWrapped ? undefined : { gutterPx: (gutterCells + stampCells) * cellPx, cellPx },
    rowHeightPx,
    isHidden: (row) => hidden.has(row),
    onShow: (row) => folding?.show(row),
    notePlace,
  })

  const gutter: CSSProperties & Record<'--gutter' | '--stamp', string> = {
    '--gutter': `calc(${gutterCells}ch + var(--space-1))`,
    '--stamp': `${stampCells}ch`,
  }
  const markFrom = useRef<number | undefined>(undefined)
  const click = (event: MouseEvent) => {
    if (!(event.target instanceof Element)) return
    const fold = event.target.closest<HTMLElement>('button[data-fold]')
    if (fold !== null) return folding?.toggle(Number(fold.dataset['fold']))
    // The whole margin of a line belongs to its number.
    const number = event.target.closest('[role=rowheader]')?.querySelector<HTMLElement>('button[data-line]')
    if (number === null || number === undefined) return
    const line = Number(number.dataset['line'])
    const from = event.shiftKey ? (markFrom.current ?? marked?.first ?? line) : line
    if (!event.shiftKey) markFrom.current = line
    onMark({ first: Math.min(from, line), last: Math.max(from, line) })
  }

  return (
    <div ref={frame} className={styles['frame']} style={gutter}>
      {/* The list is one stop of the tab order; its keys are those of any scrolled text. */}
      <VirtualRows
        role="table"
        aria-label={label}
        aria-rowcount={rowCount}
        className={styles['list'] ?? ''}
        rowCount={layout.lineCount}
        rowHeight={rowHeightPx}
        renderRow={renderRow}
        {...(isWrapped
          ? {}
          : {
              contentWidthPx: Math.max(widthPx - 24, (gutterCells + stampCells + 4 + (widest.cache === cache ? widest.cells : 0)) * cellPx),
            })}
        onView={onView}
        handle={list}
        onMouseDown={selecting.press}
        onKeyDown={selecting.pressKey}
        onCopy={copy}
        onClick={click}
      />
    </div>
  )
}

/** Rows to have at hand for lines of the screen: theirs, and those around them. Folded rows between them are not needed. */
function rowsOfLines(layout: RowLayout, lines: RowWindow): RowWindow[] {
  const windows: RowWindow[] = []
  const from = Math.max(0, lines.first - prefetchLines)
  const to = Math.min(layout.lineCount, lines.end + prefetchLines)
  for (let line = from; line < to; line++) {
    const { row } = layout.find(line)
    const last = windows.at(-1)
    if (last !== undefined && row - last.end < prefetchLines) last.end = Math.max(last.end, row + 1)
    else windows.push({ first: row, end: row + 1 })
  }
  const [first, last] = [windows[0], windows.at(-1)]
  if (first !== undefined) first.first -= prefetchRows
  if (last !== undefined) last.end += prefetchRows
  return windows
}

/** The last time before a row, among the rows at hand. */
function stampBefore(cache: RowCache, row: number): Stamp | undefined {
  for (let before = row - 1; before >= Math.max(0, row - mostWithoutStamp); before--) {
    const text = cache.get(before)?.text
    const stamp = text === undefined ? undefined : readStamp(text)
    if (stamp !== undefined) return stamp
  }
  return undefined
}

function rowCells(row: ShownRow): number {
  return textCells(row.text) + (row.cutFrom === undefined ? 0 : 40)
}
