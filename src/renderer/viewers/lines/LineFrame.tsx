import { t } from '../../../shared/language/translate.ts'
import { type ReactNode, type RefObject } from 'react'
import { FailedNotice } from '../../ui/notices/FailedNotice.tsx'
import { type Folding } from './folds/use-folds.ts'
import { LineFind } from './find/LineFind.tsx'
import { HitRows } from './find/HitRows.tsx'
import { type LineRange } from './line-place.ts'
import styles from './LineFrame.module.css'
import { LineList } from './LineList.tsx'
import { type LineListHandle } from './use-list-handle.ts'
import { type RowTone } from './LineRow.tsx'
import { LoadingStrip } from './LoadingStrip.tsx'
import { PartialNotice } from './PartialNotice.tsx'
import { type Layer } from './document/row-segments.ts'
import { type MapLane, RowMapStrip } from './RowMapStrip.tsx'
import { type StampColumn } from './stamps/stamp-column.ts'
import { type LineNotes } from './use-line-notes.ts'
import { type RowView } from './shown-row.ts'
import { type Finder } from './find/use-finder.ts'
import { type LoadedLines } from './document/use-line-source.ts'

interface LineFrameProps {
  /** What the lines are of, e.g. `Log`. */
  label: string
  lines: LoadedLines
  view: RowView
  totalBytes: number
  finder: Finder
  linePlace: { marked: LineRange | undefined; mark: (range: LineRange) => void; isBeyond: boolean }
  isWrapped: boolean
  currentRow: number | undefined
  toolbar: ReactNode
  /** Instead of the list when the stream is empty. */
  empty: ReactNode
  lanes: readonly MapLane[]
  toneOf?: (row: number) => RowTone | undefined
  layersOf?: (line: number) => readonly Layer[]
  notes?: LineNotes | undefined
  folding?: Folding
  stamps?: StampColumn | undefined
  /** Drawn over the lines. */
  over?: ReactNode
  /** Something short that happened, for screen readers. */
  said: string
  root: RefObject<HTMLElement | null>
  list: RefObject<LineListHandle | null>
}

/** What every viewer of lines has around them: find, loading, failures, the map beside the scroll bar. */
export function LineFrame(props: LineFrameProps) {
  const {
    label,
    lines,
    view,
    totalBytes,
    finder,
    linePlace,
    isWrapped,
    currentRow,
    toolbar,
    empty,
    lanes,
    toneOf,
    layersOf,
    folding,
    stamps,
    over,
    said,
    root,
    list,
  } = props
  const { source, state, retry } = lines
  const { progress } = state
  const rowCount = progress.rowCount[view]
  const found = finder.finding.state === 'found' ? finder.finding : undefined
  if (state.state === 'failed' && rowCount === 0) return <FailedNotice error={state.error} retry={retry} />
  if (state.state === 'ready' && rowCount === 0) return empty
  return (
    <section ref={root} className={styles['viewer']} aria-label={label} data-viewer>
      {toolbar}
      {finder.isOpen && <LineFind finder={finder} />}
      {state.state === 'loading' && (
        <LoadingStrip
          elapsedMs={progress.elapsedMs}
          receivedBytes={progress.receivedBytes}
          totalBytes={totalBytes}
          onCancel={() => source.cancel()}
        />
      )}
      <PartialNotice state={state} totalBytes={totalBytes} retry={retry} />
      {linePlace.isBeyond && (
        <output className={styles['beyond']}>
          {t('The address names line {first}, which is beyond the end.', { first: linePlace.marked?.first ?? 0 })}
        </output>
      )}
      <div className={styles['body']}>
        <LineList
          source={source}
          view={view}
          rowCount={rowCount}
          label={t('{label} lines', { label })}
          isWrapped={isWrapped}
          marked={linePlace.marked}
          onMark={linePlace.mark}
          currentRow={currentRow}
          {...(toneOf === undefined ? {} : { toneOf })}
          {...(layersOf === undefined ? {} : { layersOf })}
          {...(stamps === undefined ? {} : { stamps })}
          {...(folding === undefined ? {} : { folding })}
          {...(found === undefined ? {} : { hits: { list: found.hits, current: finder.current } })}
          notes={props.notes}
          handle={list}
        />
        {over}
        <RowMapStrip rowCount={rowCount} lanes={lanes} onRow={(row) => list.current?.reveal(row)} />
      </div>
      {finder.isListed && found !== undefined && (
        <HitRows source={source} view={view} hits={found.hits} current={finder.current} onHit={finder.goTo} />
      )}
      <output className={styles['said']}>{said}</output>
    </section>
  )
}
