// The rows of the diff on their long canvas, whatever their number.
import { t } from '../../../../shared/language/translate.ts'
import {
  type ClipboardEvent,
  type CSSProperties,
  type MouseEvent,
  type RefObject,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { isFocusFree } from '../../../ui/rows/kept-focus.ts'
import { nextPaint } from '../../../ui/next-paint.ts'
import { type RowWindow } from '../../../ui/rows/scroll-range.ts'
import { VirtualRows, type VirtualRowsHandle } from '../../../ui/rows/VirtualRows.tsx'
import { isEmptySelection } from '../../lines/selection/row-selection.ts'
import { type DiffReader } from '../diff-reader.ts'
import { type Hit } from '../find/hit-list.ts'
import { type DiffFile } from '../model/diff-file.ts'
import { type DiffLayout, headerUnits } from '../model/diff-layout.ts'
import { type Block, type DiffModel } from '../model/diff-model.ts'
import { type FoundPlace, type Side } from '../model/diff-place.ts'
import { type FailingTests } from '../model/failing-tests.ts'
import { type RowParts } from '../model/row-parts.ts'
import { BinaryNote } from '../picture/BinaryNote.tsx'
import { PictureRow } from '../picture/PictureRow.tsx'
import { type Viewing } from '../viewed/viewing.ts'
import { type RowNotes } from '../use-note-rows.ts'
import { Watched } from '../../../watched.ts'
import { type DiffCursor, unitOfCursor } from './diff-cursor.ts'
import { DiffLine } from './DiffLine.tsx'
import { selectedText } from './diff-selection.ts'
import { fileNote } from './file-note.ts'
import { FileRow } from './FileRow.tsx'
import { Highlights } from './Highlights.tsx'
import { HunkLine } from './HunkLine.tsx'
import { anchorAt, topOfAnchor } from './layout-anchor.ts'
import { type RowView } from './row-view.ts'
import { ShiftBar } from './ShiftBar.tsx'
import { useDiffSelection } from './use-diff-selection.ts'
import { StickyHeader } from './StickyHeader.tsx'
import { unitPx } from './unit-size.ts'
import { useCanvasKeys } from './use-canvas-keys.ts'
import { usePaints } from './use-paints.ts'
import styles from './DiffCanvas.module.css'

/** What the header of the file covers at the top. */
const insetPx = headerUnits * unitPx

export interface DiffCanvasProps {
  reader: DiffReader
  model: DiffModel
  layout: DiffLayout
  parts: RowParts
  list: RefObject<VirtualRowsHandle | null>
  digits: number
  cellPx: number
  /** About how high the canvas will be. */
  expectedPx: number
  isCollapsed: (file: DiffFile) => boolean
  reasonOf: (file: DiffFile) => string | undefined
  onToggle: (file: DiffFile) => void
  onShowAll: (row: number) => void
  failing: FailingTests | undefined
  notes: RowNotes | undefined
  cursor: DiffCursor | undefined
  onCursor: (cursor: DiffCursor | undefined) => void
  linked: FoundPlace['rows']
  onLine: (side: Side, row: number, isRange: boolean) => void
  pattern: RegExp | undefined
  currentHit: Hit | undefined
  viewing: Viewing
  onSeen: ((target: Block | DiffFile) => void) | undefined
  /** Is told which file is at the top of the screen. */
  topFile: Watched<DiffFile | undefined>
  /** Is told where the top of the screen stands. */
  onTop: (topPx: number) => void
}

export function DiffCanvas(props: DiffCanvasProps) {
  const { reader, model, layout, parts, list, digits, cellPx, isCollapsed, reasonOf, onToggle, onShowAll, cursor, linked, topFile, onTop } =
    props
  const { viewing, onSeen } = props
  const id = useId()
  const frame = useRef<HTMLDivElement>(null)
  const [rows] = useState(() => new Watched<RowWindow>({ first: 0, end: 0 }))
  const [isCursorSeen, setIsCursorSeen] = useState(false)
  const paints = usePaints(reader, model, layout, rows)
  const { selection, setSelection, press, openMenu } = useDiffSelection({ list, reader, model, layout })
  const layoutBefore = useRef(layout)
  const cursorUnit = cursor === undefined ? -1 : unitOfCursor(layout, cursor)
  const unitId = useCallback((unit: number) => `${id}-${unit}`, [id])

  const onView = useCallback(
    (shown: RowWindow, topPx: number) => {
      const before = rows.get()
      if (before.first !== shown.first || before.end !== shown.end) rows.set(shown)
      setIsCursorSeen(cursorUnit >= shown.first && cursorUnit < shown.end)
      topFile.set(layout.fileAt(Math.floor(topPx / unitPx)))
      onTop(topPx)
    },
    [layout, rows, cursorUnit, topFile, onTop],
  )

  // What the reader looks at stays where it is when lines around it fold, wrap or change columns.
  useLayoutEffect(() => {
    const before = layoutBefore.current
    layoutBefore.current = layout
    if (before === layout || list.current === null) return
    const kept = anchorAt(before, list.current.topPx() + insetPx, unitPx)
    if (kept !== undefined) list.current.scrollToPx(topOfAnchor(layout, kept, unitPx) - insetPx)
  }, [layout, list])

  // The keys work at once, unless the reader is somewhere else; that the canvas has the focus shows once a key is used.
  const [isQuiet, setIsQuiet] = useState(true)
  useEffect(() => {
    let isGone = false
    const begin = async () => {
      await nextPaint()
      if (!isGone && isFocusFree()) list.current?.element.focus({ preventScroll: true })
    }
    void begin()
    return () => {
      isGone = true
    }
  }, [list])

  const { failing, notes } = props
  const rowView = useMemo<RowView>(
    () => ({ model, layout, parts, onShowAll, viewing, onSeen, failing, notes }),
    [model, layout, parts, onShowAll, viewing, onSeen, failing, notes],
  )

  const renderRow = useCallback(
    (index: number) => {
      const unit = layout.unitAt(index)
      switch (unit?.kind) {
        case undefined:
        case 'header-rest':
        case 'note-rest':
        case 'gap':
          return null
        case 'header': {
          const { file } = unit
          const facts = {
            unit: index,
            id: cursorUnit === index ? unitId(index) : undefined,
            isCollapsed: isCollapsed(file),
            reason: reasonOf(file),
            isCursor: cursorUnit === index,
            share: viewing.shareOf(file),
          }
          return <FileRow model={model} file={file} {...facts} notes={rowView.notes} onToggle={onToggle} onSeen={onSeen} />
        }
        case 'note': {
          const isSeen = viewing.shareOf(unit.file) === 'all' && layout.options.hidden !== undefined
          const words = fileNote(unit.file, isSeen)
          return (
            <div role="row" aria-rowindex={index + 1}>
              {unit.file.patches === undefined ? (
                <div role="gridcell" className={styles['note']}>
                  {unit.file.delta === undefined || isSeen ? words : <BinaryNote delta={unit.file.delta} otherwise={words} />}
                </div>
              ) : (
                <div role="gridcell">
                  <PictureRow file={unit.file} patches={unit.file.patches} />
                </div>
              )}
            </div>
          )
        }
        case 'line': {
          const { block } = unit
          const plan = layout.plan(block)
          const left = plan.left[unit.index] ?? -1
          const right = plan.right[unit.index] ?? -1
          const isIn = (row: number) => linked !== undefined && row >= linked.first && row <= linked.last
          const isLinked =
            layout.options.mode === 'inline'
              ? isIn(left) && hasLine(model, left, linked?.side)
              : isIn(linked?.side === 'left' ? left : right)
          const at = {
            view: rowView,
            block,
            unit: index,
            id: cursorUnit === index ? unitId(index) : undefined,
            isCursor: cursorUnit === index,
          }
          if (block.isHunk && left === block.firstRow) return <HunkLine {...at} row={left} />
          return (
            <DiffLine
              {...at}
              left={left}
              right={right}
              part={plan.parts[unit.index] ?? 0}
              leftPaint={left < 0 ? undefined : paints.get(block, left)}
              rightPaint={right < 0 ? undefined : paints.get(block, right)}
              linked={isLinked ? linked?.side : undefined}
            />
          )
        }
      }
    },
    [model, layout, rowView, paints, isCollapsed, reasonOf, onToggle, cursorUnit, linked, unitId, viewing, onSeen],
  )

  const copy = (event: ClipboardEvent) => {
    if (selection === undefined || isEmptySelection(selection)) return
    event.preventDefault()
    event.clipboardData.setData('text/plain', selectedText(model, layout, isCollapsed, selection))
  }

  const pressKey = useCanvasKeys({ ...props, selection, setSelection })

  const click = (event: MouseEvent) => {
    if (!(event.target instanceof Element)) return
    // A button of a row may soon be one of another row, so it does not keep the focus.
    if (event.target.closest('button') !== null) list.current?.element.focus({ preventScroll: true })
    const number = event.target.closest<HTMLElement>('[data-line-row]')
    if (number === null) return
    props.onLine(number.dataset['lineSide'] === 'left' ? 'left' : 'right', Number(number.dataset['lineRow']), event.shiftKey)
  }

  const { wrap } = layout.options
  const variables: CSSProperties & Record<'--digits', number> = { '--digits': digits }
  const overlay = (topPx: number) => <StickyHeader {...props} topPx={topPx} />
  return (
    <div
      ref={frame}
      className={styles['frame']}
      data-wrap={wrap ? 'on' : 'off'}
      {...(isQuiet ? { 'data-quiet': '' } : {})}
      {...(isCursorSeen ? { 'data-cursor': '' } : {})}
      style={variables}
    >
      <VirtualRows
        handle={list}
        role="grid"
        aria-label={t('Diff')}
        aria-rowcount={layout.unitCount}
        aria-activedescendant={isCursorSeen ? unitId(cursorUnit) : undefined}
        className={styles['rows']}
        rowCount={layout.unitCount}
        rowHeight={unitPx}
        insetPx={insetPx}
        overscan={4}
        overscanBelow={1}
        expectedPx={props.expectedPx}
        renderRow={renderRow}
        overlay={overlay}
        onView={onView}
        onMouseDown={press}
        onClick={click}
        onKeyDown={pressKey}
        onKeyDownCapture={() => setIsQuiet(false)}
        onBlur={() => setIsQuiet(false)}
        onCopy={copy}
        onContextMenu={openMenu}
      />
      <Highlights
        list={list}
        rows={rows}
        model={model}
        options={layout.options}
        selection={selection}
        pattern={props.pattern}
        currentHit={props.currentHit}
        renderRow={renderRow}
      />
      {!wrap && <ShiftBar canvas={frame} rows={rows} layout={layout} cellPx={cellPx} />}
    </div>
  )
}

function hasLine(model: DiffModel, row: number, side: Side | undefined): boolean {
  return (side === 'left' ? model.oldLine(row) : model.newLine(row)) > 0
}
