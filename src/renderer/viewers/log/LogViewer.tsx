import { ScrollText } from 'lucide-react'
import { useCallback, useMemo, useRef, useState } from 'react'
import { Notice } from '../../ui/Notice.tsx'
import { FailedNotice } from '../../ui/FailedNotice.tsx'
import { FindBar } from '../lines/FindBar.tsx'
import { HitRows } from '../lines/HitRows.tsx'
import { LineList, type LineListHandle } from '../lines/LineList.tsx'
import { LoadingStrip } from '../lines/LoadingStrip.tsx'
import { PartialNotice } from '../lines/PartialNotice.tsx'
import { RowMapStrip } from '../lines/RowMapStrip.tsx'
import { type RowView } from '../lines/shown-row.ts'
import { useFinder } from '../lines/use-finder.ts'
import { useLinePlace } from '../lines/use-line-place.ts'
import { useLineSource } from '../lines/use-line-source.ts'
import { useMarks } from '../lines/use-scan.ts'
import { useViewerKeys } from '../viewer-keys.ts'
import { type ViewerProps } from '../viewer.ts'
import { LogToolbar } from './LogToolbar.tsx'
import styles from './LogViewer.module.css'
import { mapLanes, markTone, stepMark } from './mark-steps.ts'

const slowLoadMs = 1000

/** A log of any size: indexed in a worker while it arrives, painted only where it is looked at. */
export function LogViewer({ artifact, address, place, onPlace }: ViewerProps) {
  const root = useRef<HTMLElement>(null)
  const list = useRef<LineListHandle>(null)
  const [isRaw, setRaw] = useState(false)
  const [isWrapped, setWrapped] = useState(false)
  const [currentRow, setCurrentRow] = useState<number>()
  const [said, setSaid] = useState('')
  const lines = useLineSource(address)
  const { source, state, retry } = lines
  const { progress } = state
  const { hasEscapes } = progress
  const view: RowView = isRaw && hasEscapes ? 'raw' : 'resolved'
  const rowCount = progress.rowCount[view]
  // A quick load has the processors for itself; a slow one leaves time to look for errors meanwhile.
  const isSettled = progress.ended || progress.elapsedMs > slowLoadMs
  const marks = useMarks(source, view, isSettled && rowCount > 0)
  const finder = useFinder({ source, view, list, onRow: setCurrentRow })
  const { marked, mark, isBeyond } = useLinePlace({ lines, view, place, onPlace, list, onRow: setCurrentRow })

  const step = (kind: 'error' | 'warning', by: 1 | -1) => {
    const rows = kind === 'error' ? marks?.errors : marks?.warnings
    const from = currentRow !== undefined && list.current?.isOnScreen(currentRow) === true ? currentRow : undefined
    const found = rows === undefined ? undefined : stepMark(rows, from ?? (list.current?.topRow() ?? 0) - by, by)
    if (found === undefined) return setSaid(`No ${kind}s`)
    setCurrentRow(found.row)
    list.current?.reveal(found.row)
    return setSaid(`${kind} ${found.index + 1} of ${rows?.length ?? 0}${found.isAround ? ', from the other end' : ''}`)
  }
  useViewerKeys(root, {
    'Mod+f': finder.open,
    e: () => step('error', 1),
    E: () => step('error', -1),
    w: () => step('warning', 1),
    W: () => step('warning', -1),
    z: () => setWrapped(!isWrapped),
    n: () => finder.step(1),
    p: () => finder.step(-1),
  })

  const toneOf = useCallback((row: number) => markTone(marks, row), [marks])
  const lanes = useMemo(() => mapLanes(marks, finder.finding), [marks, finder.finding])
  const found = finder.finding.state === 'found' ? finder.finding : undefined
  if (state.state === 'failed' && rowCount === 0) return <FailedNotice error={state.error} retry={retry} />
  if (state.state === 'ready' && rowCount === 0) return <Notice icon={<ScrollText aria-hidden />} title="This log is empty." />
  return (
    <section ref={root} className={styles['viewer']} aria-label="Log" data-viewer>
      <LogToolbar
        progress={progress}
        notes={artifact.facts?.notes ?? []}
        marks={marks}
        onStep={step}
        isWrapped={isWrapped}
        onWrapped={setWrapped}
        isRaw={isRaw}
        onRaw={hasEscapes ? setRaw : undefined}
        onFind={finder.open}
        onLines={(range) => mark(range, 'show')}
      />
      {finder.isOpen && (
        <FindBar
          query={finder.query}
          onQuery={finder.setQuery}
          finding={finder.finding}
          current={finder.current}
          onStep={finder.step}
          isListed={finder.isListed}
          onListed={finder.setListed}
          onClose={finder.close}
          input={finder.input}
        />
      )}
      {state.state === 'loading' && (
        <LoadingStrip
          elapsedMs={progress.elapsedMs}
          receivedBytes={progress.byteLength}
          totalBytes={artifact.record.originalSize}
          onCancel={() => source.cancel()}
        />
      )}
      <PartialNotice state={state} totalBytes={artifact.record.originalSize} retry={retry} />
      {isBeyond && <output className={styles['beyond']}>{place} is beyond the end of this log.</output>}
      <div className={styles['body']}>
        <LineList
          source={source}
          view={view}
          rowCount={rowCount}
          label="Log lines"
          isWrapped={isWrapped}
          marked={marked}
          onMark={mark}
          currentRow={currentRow}
          toneOf={toneOf}
          {...(found === undefined ? {} : { hits: { list: found.hits, current: finder.current, version: found } })}
          handle={list}
        />
        <RowMapStrip rowCount={rowCount} lanes={lanes} onRow={(row) => list.current?.reveal(row)} />
      </div>
      {finder.isListed && found !== undefined && (
        <HitRows source={source} view={view} hits={found.hits} version={found} current={finder.current} onHit={finder.goTo} />
      )}
      <output className={styles['said']}>{said}</output>
    </section>
  )
}
