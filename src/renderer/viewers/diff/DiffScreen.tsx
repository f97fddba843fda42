// A diff with its toolbar, its tree of files and its canvas, from the first rows on.
import { t } from '../../../shared/language/translate.ts'
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { useIsPainted } from '../../ui/next-paint.ts'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Splitter } from '../../ui/panes/Splitter.tsx'
import { type VirtualRowsHandle } from '../../ui/rows/VirtualRows.tsx'
import { type FindQuery } from '../lines/find/find-query.ts'
import { openField } from '../parts/open-field.ts'
import { useViewerKeys } from '../viewer-keys.ts'
import { type ViewerNotes } from '../viewer-notes.ts'
import { codeCells } from './canvas/code-cells.ts'
import { rowAt } from './canvas/diff-cursor.ts'
import { DiffCanvas } from './canvas/DiffCanvas.tsx'
import { unitPx } from './canvas/unit-size.ts'
import { type Size } from './canvas/use-size.ts'
import { useDiffLayout } from './canvas/use-diff-layout.ts'
import { type DiffReader, type DiffState } from './diff-reader.ts'
import { DiffFind } from './find/DiffFind.tsx'
import { useFind } from './find/use-find.ts'
import { useHitStep } from './find/use-hit-step.ts'
import { type DiffFile } from './model/diff-file.ts'
import { type FailingAwaited, type FailingTests } from './model/failing-tests.ts'
import { DiffNotes } from './parts/DiffNotes.tsx'
import { DiffToolbar } from './parts/DiffToolbar.tsx'
import { FailingList } from './parts/FailingList.tsx'
import { FileTree } from './parts/FileTree.tsx'
import { type ScrollLink } from './pair/scroll-link.ts'
import { useScrollLink } from './pair/use-scroll-link.ts'
import { AccessibleDiff } from './accessible/AccessibleDiff.tsx'
import { useAccessibleView } from './accessible/use-accessible-view.ts'
import { useCollapsing } from './use-collapsing.ts'
import { useLinkedPlace } from './use-linked-place.ts'
import { useNavigation } from './use-navigation.ts'
import { useNoteRows } from './use-note-rows.ts'
import { useReadingOptions } from './use-reading-options.ts'
import { useWhitespace } from './use-whitespace.ts'
import { useViewing } from './viewed/use-viewing.ts'
import { type ViewedMarks } from './viewed/viewing.ts'
import { Watched } from '../../watched.ts'
import styles from './DiffScreen.module.css'

interface DiffScreenProps {
  root: RefObject<HTMLDivElement | null>
  size: Size
  /** Width of one character cell of code. */
  cellPx: number
  reader: DiffReader
  diff: DiffState
  place: string | undefined
  link: ScrollLink | undefined
  viewed: ViewedMarks | undefined
  onPlace: (place: string | undefined) => void
  find: FindQuery | undefined
  failing: FailingTests | FailingAwaited | undefined
  notes: ViewerNotes | undefined
}

/** What a scrollbar may take of the canvas. */
const scrollbarPx = 16
const nothingTyped: FindQuery = { text: '', isRegex: false, isCaseSensitive: false }
const treeLimits = { min: 160, max: 480 }

export function DiffScreen({ root, size, cellPx, reader, diff, place, link, viewed, onPlace, find, failing, notes }: DiffScreenProps) {
  const { model } = diff
  const list = useRef<VirtualRowsHandle>(null)
  const filterField = useRef<HTMLInputElement>(null)
  const findField = useRef<HTMLInputElement>(null)
  // The rows come first.
  const isPainted = useIsPainted()
  const [topFile] = useState(() => new Watched<DiffFile | undefined>(undefined))
  const [expanded, setExpanded] = useState<ReadonlySet<number>>(new Set())
  const [query, setQuery] = useState<FindQuery>(find ?? nothingTyped)
  const [isFinding, setIsFinding] = useState(find !== undefined)
  const [lastFind, setLastFind] = useState(find)
  if (find !== lastFind) {
    setLastFind(find)
    setQuery(find ?? nothingTyped)
    setIsFinding(find !== undefined)
  }

  const options = useReadingOptions(size.widthPx, model.files.length, link !== undefined)
  const { mode, wrap, isTreeShown } = options
  const digits = Math.max(3, String(model.lastLine).length)
  const collapsing = useCollapsing(diff)
  const whitespace = useWhitespace(reader, diff, options.ignoresWhitespace)
  const { viewing, hidden, isHiding, setHiding, mark } = useViewing(reader, diff, viewed)
  const cells = codeCells(options.canvasPx - scrollbarPx, cellPx, digits, mode)
  const { layout, parts } = useDiffLayout(model, { mode, ...cells, wrap, expanded, whitespace, hidden }, collapsing.isCollapsed)
  const { goTo, ...navigation } = useNavigation(list, model, layout, collapsing.isCollapsed, hidden)
  const { linkFile, ...linked } = useLinkedPlace(diff, place, onPlace)
  const rowNotes = useNoteRows(notes, diff, navigation.cursor, linked.found?.rows)
  const onTop = useScrollLink(link, root, list, model, layout)
  const topRow = useCallback(() => rowAt(layout, Math.floor((list.current?.topPx() ?? 0) / unitPx)), [layout])
  // Who comes from a search to a line finds on from that line.
  const isLed = find !== undefined && query === find && place !== undefined
  const canFind = isFinding && (!isLed || linked.found !== undefined || diff.reading.state !== 'reading')
  const ledRow = isLed ? linked.found?.rows?.first : undefined
  const finding = useFind(model, canFind ? query : undefined, () => ledRow ?? topRow())
  const showAll = useCallback((row: number) => setExpanded((old) => new Set(old).add(row)), [])
  const hits = useHitStep({ finding, layout, parts, list, collapsing, model, onShowAll: showAll })

  // A place from outside is unfolded first, and shown when the layout has it.
  useEffect(() => {
    const { unseen } = linked
    if (unseen === undefined || list.current === null) return
    if (collapsing.isCollapsed(unseen.file)) {
      collapsing.expand(unseen.file)
      return
    }
    linked.seen()
    // oxlint-disable-next-line react/set-state-in-effect -- the address is outside of React, and the cursor follows it
    goTo(unseen.rows === undefined ? { on: 'file', file: unseen.file } : { on: 'row', row: unseen.rows.first }, 'center')
  })

  const openFind = useCallback(() => openField(() => setIsFinding(true), findField), [])
  const closeFind = () => {
    setIsFinding(false)
    list.current?.element.focus({ preventScroll: true })
  }
  const hasHits = finding.state === 'searching' && finding.found.hits.total > 0
  const stepHunk = (by: 1 | -1) => (hasHits ? hits.step(by) : navigation.stepHunk(by))
  /** What the reader is at: a hunk, or a file from its header. */
  const markHere = (isAndNext = false) => {
    const target = navigation.here()
    if (target === undefined || mark === undefined) return
    mark(target, isAndNext ? true : undefined)
    if (isAndNext) navigation.stepUnseen(target, viewing)
  }
  const accessible = useAccessibleView(layout)
  const closeAccessible = () => {
    const hunk = accessible.hunks[accessible.at ?? -1]
    accessible.close()
    if (hunk !== undefined) goTo({ on: 'row', row: hunk.firstRow })
    requestAnimationFrame(() => list.current?.element.focus({ preventScroll: true }))
  }
  const isAside = accessible.at !== undefined
  useViewerKeys(
    root,
    accessible.at !== undefined
      ? { n: () => accessible.step(1), p: () => accessible.step(-1), F7: () => accessible.step(1), Escape: closeAccessible }
      : {
          F7: () => accessible.open(navigation.here()),
          v: () => markHere(),
          V: () => markHere(true),
          m: () => options.setMode(mode === 'split' ? 'inline' : 'split'),
          n: () => stepHunk(1),
          p: () => stepHunk(-1),
          ']': () => navigation.stepFile(1),
          '[': () => navigation.stepFile(-1),
          j: () => navigation.stepRow(1),
          k: () => navigation.stepRow(-1),
          'Mod+f': openFind,
          ...(isFinding ? { Escape: closeFind } : {}),
          ...(isTreeShown ? { '/': () => filterField.current?.focus() } : {}),
        },
    link !== undefined,
  )

  const openFile = useCallback(
    (file: DiffFile) => {
      goTo({ on: 'file', file })
      if (file.kind === 'file') linkFile(file)
    },
    [goTo, linkFile],
  )
  return (
    <>
      <DiffToolbar
        isEmpty={!isPainted}
        diff={diff}
        options={options}
        viewing={viewing}
        isHiding={isHiding}
        onHiding={setHiding}
        onAccessible={() => accessible.open(navigation.here())}
        onHunk={stepHunk}
        onFind={openFind}
        onFoldAll={collapsing.setAll}
      />
      <DiffNotes diff={diff} missingPlace={linked.isMissing ? place : undefined} onHunk={(row) => goTo({ on: 'row', row }, 'center')} />
      {failing !== undefined && <FailingList failing={failing} />}
      <div className={styles['body']}>
        {isTreeShown && (
          <>
            <div className={styles['tree']} inert={isAside} style={{ width: options.treeWidth }}>
              {isPainted && <FileTree model={model} topFile={topFile} onFile={openFile} filterField={filterField} />}
            </div>
            <Splitter
              label={t('Width of the list of files')}
              width={options.treeWidth}
              limits={treeLimits}
              onWidth={options.setTreeWidth}
              onCollapse={() => options.setTree?.(false)}
            />
          </>
        )}
        <div className={styles['canvas']} inert={isAside}>
          {isFinding && (
            <DiffFind
              query={query}
              onQuery={setQuery}
              finding={finding}
              current={hits.current}
              onStep={hits.step}
              onClose={closeFind}
              input={findField}
            />
          )}
          {model.files.length === 0 && (
            <div className={styles['waiting']}>
              <Skeleton rows={12} label={t('Reading the diff')} />
            </div>
          )}
          <DiffCanvas
            reader={reader}
            model={model}
            layout={layout}
            parts={parts}
            list={list}
            digits={digits}
            cellPx={cellPx}
            expectedPx={size.heightPx}
            isCollapsed={collapsing.isCollapsed}
            reasonOf={collapsing.reasonOf}
            onToggle={collapsing.toggle}
            onShowAll={showAll}
            failing={failing === 'awaited' ? undefined : failing}
            notes={rowNotes}
            cursor={navigation.cursor}
            onCursor={navigation.setCursor}
            linked={linked.found?.rows}
            onLine={linked.linkLine}
            pattern={finding.state === 'searching' ? finding.pattern : undefined}
            currentHit={hits.hit}
            topFile={topFile}
            onTop={onTop}
            viewing={viewing}
            onSeen={mark}
          />
        </div>
        {accessible.at !== undefined && (
          <div className={styles['accessible']}>
            <AccessibleDiff model={model} hunks={accessible.hunks} at={accessible.at} onStep={accessible.step} onClose={closeAccessible} />
          </div>
        )}
      </div>
    </>
  )
}
