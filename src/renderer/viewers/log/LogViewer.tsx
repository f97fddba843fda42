import { t } from '../../../shared/language/translate.ts'
import { ScrollText } from 'lucide-react'
import { useCallback, useMemo, useRef, useState } from 'react'
import { Notice } from '../../ui/notices/Notice.tsx'
import { LineFrame } from '../lines/LineFrame.tsx'
import { useFolds } from '../lines/folds/use-folds.ts'
import { type LineListHandle } from '../lines/use-list-handle.ts'
import { type RowView } from '../lines/shown-row.ts'
import { type LineSource } from '../lines/document/line-source.ts'
import { useFinder } from '../lines/find/use-finder.ts'
import { useLineNotes } from '../lines/use-line-notes.ts'
import { useLinePlace } from '../lines/use-line-place.ts'
import { useLineSource } from '../lines/document/use-line-source.ts'
import { useMarks } from '../lines/find/use-scan.ts'
import { stampColumn, type StampMode, stampModes } from '../lines/stamps/stamp-column.ts'
import { useLogClock } from '../lines/stamps/use-log-clock.ts'
import { useViewerKeys } from '../viewer-keys.ts'
import { type ViewerProps } from '../viewer.ts'
import { LogToolbar } from './LogToolbar.tsx'
import { NewLinesButton } from './NewLinesButton.tsx'
import { stampWords } from './StampMenu.tsx'
import { useFollowing } from './use-following.ts'
import { mapLanes, markTone, stepMark } from './mark-steps.ts'

const slowLoadMs = 1000

/** A log of any size: indexed in a worker while it arrives, painted only where it is looked at. */
export function LogViewer({ artifact, address, place, onPlace, find, notes }: ViewerProps) {
  const root = useRef<HTMLElement>(null)
  const list = useRef<LineListHandle>(null)
  const [isRaw, setRaw] = useState(false)
  const [isWrapped, setWrapped] = useState(false)
  const [stampMode, setStampMode] = useState<StampMode>('written')
  const [stand, setStand] = useState<{ source: LineSource; row: number }>()
  const [said, setSaid] = useState('')
  const lines = useLineSource(address)
  const { source, state } = lines
  const currentRow = stand?.source === source ? stand.row : undefined
  const setCurrentRow = (row: number) => setStand({ source, row })
  const { progress } = state
  const view: RowView = isRaw && progress.hasEscapes ? 'raw' : 'resolved'
  const rowCount = progress.rowCount[view]
  // A quick load has the processors for itself; a slow one leaves time to look for errors meanwhile.
  const isSettled = progress.ended || progress.elapsedMs > slowLoadMs
  const marks = useMarks(source, view, isSettled && rowCount > 0)
  const clock = useLogClock(source, view, rowCount > 200 || (isSettled && rowCount > 0))
  const stamps = useMemo(() => (clock === undefined ? undefined : stampColumn(stampMode, clock)), [clock, stampMode])
  const folding = useFolds(source, view, marks)
  const finder = useFinder({
    source,
    view,
    list,
    onRow: setCurrentRow,
    given: { query: find, hasPlace: place !== undefined },
    standRow: () => (currentRow !== undefined && list.current?.isOnScreen(currentRow) === true ? currentRow : undefined),
  })
  const linePlace = useLinePlace({ lines, view, place, onPlace, list, onRow: setCurrentRow })

  const lineNotes = useLineNotes(notes, { view: 'log', marked: linePlace.marked, currentRow, list })

  const step = (kind: 'error' | 'warning', by: 1 | -1) => {
    const rows = kind === 'error' ? marks?.errors : marks?.warnings
    const from = currentRow !== undefined && list.current?.isOnScreen(currentRow) === true ? currentRow : undefined
    const found = rows === undefined ? undefined : stepMark(rows, from ?? (list.current?.topRow() ?? 0) - by, by)
    if (found === undefined) return setSaid(kind === 'error' ? t('No errors') : t('No warnings'))
    setCurrentRow(found.row)
    list.current?.reveal(found.row)
    const place = { at: found.index + 1, count: rows?.length ?? 0 }
    const words = kind === 'error' ? t('error {at} of {count}', place) : t('warning {at} of {count}', place)
    return setSaid(found.isAround ? t('{mark}, from the other end', { mark: words }) : words)
  }
  const changeStamps = (mode: StampMode) => {
    setStampMode(mode)
    setSaid(stampWords[mode])
  }
  const following = useFollowing({ source, view, rowCount, ended: progress.ended, list })
  const foldHere = () => {
    const row = currentRow !== undefined && list.current?.isOnScreen(currentRow) === true ? currentRow : (list.current?.topRow() ?? 0)
    const fold = folding.toggleAround(row)
    if (fold === undefined) return setSaid(t('Nothing to fold here'))
    if (!fold.isFolded) setCurrentRow(fold.head)
    return setSaid(fold.isFolded ? t('Unfolded') : t('Folded'))
  }
  const foldAll = (isFolded: boolean) => {
    folding.setAll(isFolded)
    setSaid(isFolded ? t('Folded all') : t('Unfolded all'))
  }
  const changeView = async (next: RowView) => {
    const line = list.current?.topLine()
    setRaw(next === 'raw')
    setStand(undefined)
    // The rows of the two views differ where the cursor moved, so the line that is read is looked up anew.
    if (line !== undefined) list.current?.putAtTop(await source.ask({ ask: 'row-of', view: next, line }))
  }
  useViewerKeys(root, {
    'Mod+f': finder.open,
    e: () => step('error', 1),
    E: () => step('error', -1),
    w: () => step('warning', 1),
    W: () => step('warning', -1),
    z: () => setWrapped(!isWrapped),
    t: () => clock !== undefined && changeStamps(stampModes[(stampModes.indexOf(stampMode) + 1) % stampModes.length] ?? 'written'),
    f: () => following.setOn(!following.isOn),
    r: () => progress.hasEscapes && void changeView(isRaw ? 'resolved' : 'raw'),
    h: foldHere,
    H: () => foldAll(folding.hidden.rowCount === 0),
    n: () => finder.step(1),
    p: () => finder.step(-1),
  })

  const toneOf = useCallback((row: number) => markTone(marks, row), [marks])
  const lanes = useMemo(() => mapLanes(marks, finder.finding), [marks, finder.finding])
  return (
    <LineFrame
      label={t('Log')}
      lines={lines}
      view={view}
      totalBytes={artifact.record.originalSize}
      finder={finder}
      linePlace={linePlace}
      isWrapped={isWrapped}
      currentRow={currentRow}
      empty={<Notice icon={<ScrollText aria-hidden />} title={t('This log is empty.')} />}
      lanes={lanes}
      folding={folding}
      stamps={stamps}
      over={<NewLinesButton newRows={following.newRows} onShow={following.showNew} />}
      toneOf={toneOf}
      said={said}
      root={root}
      list={list}
      notes={lineNotes}
      toolbar={
        <LogToolbar
          progress={progress}
          notes={artifact.facts?.notes ?? []}
          marks={marks}
          onStep={step}
          isWrapped={isWrapped}
          onWrapped={setWrapped}
          folding={folding}
          onFoldAll={foldAll}
          stampMode={clock === undefined ? undefined : stampMode}
          onStampMode={changeStamps}
          following={following}
          isRaw={isRaw}
          onRaw={progress.hasEscapes ? (isOn) => void changeView(isOn ? 'raw' : 'resolved') : undefined}
          onFind={finder.open}
          onLines={linePlace.show}
        />
      }
    />
  )
}
