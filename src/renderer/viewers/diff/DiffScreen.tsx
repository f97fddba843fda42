// A diff with its toolbar, its tree of files and its canvas, from the first rows on.
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { Splitter } from '../../ui/Splitter.tsx'
import { type VirtualRowsHandle } from '../../ui/VirtualRows.tsx'
import { type FindQuery } from '../lines/find-query.ts'
import { useCharacterWidth } from '../lines/use-character-width.ts'
import { useViewerKeys } from '../viewer-keys.ts'
import { codeCells } from './canvas/code-cells.ts'
import { type DiffCursor, nextFile, nextHunk, nextCursor, rowAt, unitOfCursor } from './canvas/diff-cursor.ts'
import { DiffCanvas, unitPx } from './canvas/DiffCanvas.tsx'
import { useDiffLayout } from './canvas/use-diff-layout.ts'
import { useWidth } from './canvas/use-width.ts'
import { type DiffReader, type DiffState } from './diff-reader.ts'
import { FindBar } from './find/FindBar.tsx'
import { useFind } from './find/use-find.ts'
import { useHitStep } from './find/use-hit-step.ts'
import { type DiffMode } from './model/block-plan.ts'
import { type DiffFile } from './model/diff-file.ts'
import { headerUnits } from './model/diff-layout.ts'
import { DiffNotes } from './parts/DiffNotes.tsx'
import { DiffToolbar } from './parts/DiffToolbar.tsx'
import { FileTree } from './parts/FileTree.tsx'
import { textCells } from './scan/cell-width.ts'
import { useCollapsing } from './use-collapsing.ts'
import { useLinkedPlace } from './use-linked-place.ts'
import { useStored } from './use-stored.ts'
import { useWhitespace } from './use-whitespace.ts'
import styles from './DiffScreen.module.css'

interface DiffScreenProps {
  root: RefObject<HTMLDivElement | null>
  reader: DiffReader
  diff: DiffState
  place: string | undefined
  onPlace: (place: string | undefined) => void
}

/** Two columns need this much; the tree of files too. */
const wideFromPx = 900
const treeLimits = { min: 160, max: 480 }
const onOff = ['on', 'off'] as const
const modes: readonly DiffMode[] = ['inline', 'split']

export function DiffScreen({ root, reader, diff, place, onPlace }: DiffScreenProps) {
  const { model } = diff
  const body = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLDivElement>(null)
  const list = useRef<VirtualRowsHandle>(null)
  const filterField = useRef<HTMLInputElement>(null)
  const findField = useRef<HTMLInputElement>(null)
  const isWide = useWidth(body) >= wideFromPx
  const [wideMode, setWideMode] = useStored('vitrine.diff.mode', modes)
  const [narrowMode, setNarrowMode] = useStored('vitrine.diff.narrow-mode', modes)
  const [wrap, setWrap] = useStored('vitrine.diff.wrap', onOff)
  const [tree, setTree] = useStored('vitrine.diff.tree', onOff)
  const [treeWidth, setTreeWidth] = useState(260)
  const [ignoresWhitespace, setIgnoresWhitespace] = useState(false)
  const [expanded, setExpanded] = useState<ReadonlyMap<number, number>>(new Map())
  const [cursor, setCursor] = useState<DiffCursor>()
  const [current, setCurrent] = useState<DiffFile>()
  const [query, setQuery] = useState<FindQuery>({ text: '', isRegex: false, isCaseSensitive: false })
  const [isFinding, setIsFinding] = useState(false)

  const mode: DiffMode = isWide ? (wideMode ?? 'split') : (narrowMode ?? 'inline')
  const setMode = isWide ? setWideMode : setNarrowMode
  const files = model.files.filter(({ kind }) => kind === 'file').length
  const isTreeShown = isWide && tree !== 'off' && files > 1
  const cellPx = useCharacterWidth(canvas, styles['cell'] ?? '')
  const digits = Math.max(3, String(model.lastLine).length)
  const cells = codeCells(useWidth(canvas), cellPx, digits, mode)
  const collapsing = useCollapsing(diff)
  const whitespace = useWhitespace(reader, diff, ignoresWhitespace)
  const wishes = { mode, cells, wrap: wrap !== 'off', expanded, whitespace }
  const { layout, parts } = useDiffLayout(model, wishes, collapsing.isCollapsed)
  const linked = useLinkedPlace(diff, place, onPlace)
  const topRow = useCallback(() => rowAt(layout, Math.floor((list.current?.topPx() ?? 0) / unitPx)), [layout])
  const finding = useFind(model, isFinding ? query : undefined, topRow)

  const goTo = useCallback(
    (next: DiffCursor | undefined, align: 'start' | 'nearest' | 'center' = 'start') => {
      if (next === undefined) return
      setCursor(next)
      const unit = unitOfCursor(layout, next)
      if (next.on === 'file') list.current?.scrollToPx(unit * unitPx)
      else list.current?.scrollToRow(unit, align)
    },
    [layout],
  )
  const topUnit = () => Math.ceil((list.current?.topPx() ?? 0) / unitPx)
  /** Where the reader is: at the cursor while it can be seen, else at the top. */
  const hereUnit = () => {
    const top = topUnit()
    const unit = cursor === undefined ? -1 : unitOfCursor(layout, cursor)
    const height = (list.current?.element.clientHeight ?? 0) / unitPx
    return unit >= top - 1 && unit < top + height ? unit : top - 1 + headerUnits
  }

  const showAll = useCallback((row: number) => setExpanded((old) => new Map(old).set(row, textCells(model.text(row)))), [model])
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
    goTo(unseen.rows === undefined ? { on: 'file', file: unseen.file } : { on: 'row', row: unseen.rows.first }, 'center')
  })

  // The keys work at once, unless the reader is somewhere else.
  useEffect(() => {
    if (document.activeElement === document.body) list.current?.element.focus({ preventScroll: true })
  }, [])

  const openFind = () => {
    setIsFinding(true)
    requestAnimationFrame(() => findField.current?.select())
  }
  const closeFind = () => {
    setIsFinding(false)
    list.current?.element.focus({ preventScroll: true })
  }
  const stepRow = (by: 1 | -1) => goTo(nextCursor(layout, cursor === undefined ? topUnit() : hereUnit() + by, by), 'nearest')
  const hasHits = finding.state === 'searching' && finding.found.hits.total > 0
  const stepHunk = (by: 1 | -1) => (hasHits ? hits.step(by) : goTo(nextHunk(layout, hereUnit(), by, collapsing.isCollapsed)))
  const stepFile = (by: 1 | -1) => goTo(nextFile(layout, model.files, hereUnit(), by))
  useViewerKeys(root, {
    m: () => setMode(mode === 'split' ? 'inline' : 'split'),
    n: () => stepHunk(1),
    p: () => stepHunk(-1),
    ']': () => stepFile(1),
    '[': () => stepFile(-1),
    j: () => stepRow(1),
    k: () => stepRow(-1),
    'Mod+f': openFind,
    ...(isFinding ? { Escape: closeFind } : {}),
    ...(isTreeShown ? { '/': () => filterField.current?.focus() } : {}),
  })

  const { linkFile } = linked
  const onTreeFile = useCallback(
    (file: DiffFile) => {
      goTo({ on: 'file', file })
      if (file.kind === 'file') linkFile(file)
    },
    [goTo, linkFile],
  )
  return (
    <>
      <DiffToolbar
        diff={diff}
        mode={mode}
        onMode={setMode}
        wrap={wrap !== 'off'}
        onWrap={(isOn) => setWrap(isOn ? 'on' : 'off')}
        ignoresWhitespace={ignoresWhitespace}
        onIgnoreWhitespace={setIgnoresWhitespace}
        isTreeShown={isTreeShown}
        onTree={isWide && files > 1 ? (isOn) => setTree(isOn ? 'on' : 'off') : undefined}
        onHunk={stepHunk}
        onFind={openFind}
        onFoldAll={collapsing.setAll}
      />
      <DiffNotes diff={diff} missingPlace={linked.isMissing ? place : undefined} onHunk={(row) => goTo({ on: 'row', row }, 'center')} />
      <div ref={body} className={styles['body']}>
        {isTreeShown && (
          <>
            <div className={styles['tree']} style={{ width: treeWidth }}>
              <FileTree model={model} current={current} onFile={onTreeFile} filterField={filterField} />
            </div>
            <Splitter
              label="Width of the list of files"
              width={treeWidth}
              limits={treeLimits}
              onWidth={setTreeWidth}
              onCollapse={() => setTree('off')}
            />
          </>
        )}
        <div ref={canvas} className={styles['canvas']}>
          {isFinding && (
            <FindBar
              query={query}
              onQuery={setQuery}
              finding={finding}
              current={hits.current}
              onStep={hits.step}
              onClose={closeFind}
              input={findField}
            />
          )}
          <DiffCanvas
            reader={reader}
            model={model}
            layout={layout}
            parts={parts}
            list={list}
            digits={digits}
            cellPx={cellPx}
            isCollapsed={collapsing.isCollapsed}
            reasonOf={collapsing.reasonOf}
            onToggle={collapsing.toggle}
            onShowAll={showAll}
            cursor={cursor}
            onCursor={setCursor}
            linked={linked.found?.rows}
            onLine={linked.linkLine}
            pattern={finding.state === 'searching' ? finding.pattern : undefined}
            currentHit={hits.hit}
            onFile={setCurrent}
          />
        </div>
      </div>
    </>
  )
}
