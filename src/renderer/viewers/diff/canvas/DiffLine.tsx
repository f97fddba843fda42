import { t } from '../../../../shared/language/translate.ts'
import { memo } from 'react'
import { type Block } from '../model/diff-model.ts'
import { type Side } from '../model/diff-place.ts'
import { rowFlags, type RowKind, rowKinds } from '../model/rows.ts'
import { NoteMark } from '../../parts/NoteMark.tsx'
import { codeCell } from './CodeCell.tsx'
import { HunkLine } from './HunkLine.tsx'
import { type PaintedRow } from './paint-store.ts'
import { type RowView } from './row-view.ts'
import styles from './DiffLine.module.css'

export interface DiffLineProps {
  view: RowView
  block: Block
  /** Where the line stands on the canvas. */
  unit: number
  /** Of the row that the cursor is on, which the canvas names as its active one. */
  id: string | undefined
  left: number
  right: number
  part: number
  leftPaint: PaintedRow | undefined
  rightPaint: PaintedRow | undefined
  /** The side whose line the address names. */
  linked: Side | undefined
  isCursor: boolean
}

const look: Record<RowKind, string | undefined> = {
  [rowKinds.hunk]: '',
  [rowKinds.text]: styles['message'],
  [rowKinds.context]: '',
  [rowKinds.added]: styles['added'],
  [rowKinds.removed]: styles['removed'],
}

/** One line of the canvas. */
export const DiffLine = memo(function DiffLine(props: DiffLineProps) {
  const { view, left, unit, id, isCursor } = props
  const kind = left < 0 ? rowKinds.context : view.model.kind(left)
  const isSplit = view.layout.options.mode === 'split' && kind !== rowKinds.hunk && kind !== rowKinds.text
  if (kind === rowKinds.hunk) return <HunkLine {...props} />
  const name = `${styles['line']} ${isCursor ? styles['cursor'] : ''}`
  return (
    <div role="row" id={id} aria-rowindex={unit + 1} aria-selected={isCursor} className={name}>
      {isSplit ? splitCells(props) : inlineCells(props, kind)}
    </div>
  )
})

// Plain functions, not components: what React keeps of each component is most of what a row costs.
function inlineCells({ view, block, left: row, part, leftPaint, linked }: DiffLineProps, kind: RowKind) {
  const { model, layout } = view
  const partner = kind === rowKinds.added ? layout.options.whitespace?.partnerOf(row) : undefined
  const shownKind = partner === undefined ? kind : rowKinds.context
  const ground = groundOf(shownKind, linked !== undefined)
  const cell = codeCell({ view, block, row, part, side: 'both', kind: shownKind, painted: leftPaint, ground })
  if (kind === rowKinds.text) return cell
  const edge = model.has(row, rowFlags.beyondHeader) ? styles['beyond'] : ''
  return (
    <>
      {lineNumber(view, 'left', part > 0 ? 0 : model.oldLine(partner ?? row), partner ?? row, `${ground} ${edge}`)}
      {lineNumber(view, 'right', part > 0 ? 0 : model.newLine(row), row, ground)}
      {cell}
    </>
  )
}

function splitCells({ view, block, left, right, part, leftPaint, rightPaint, linked }: DiffLineProps) {
  const isRepeated = left >= 0 && right >= 0 && left !== right && view.layout.options.whitespace?.partnerOf(right) === left
  return (
    <>
      {half({ view, block, part, isRepeated, side: 'left', row: left, painted: leftPaint, isLinked: linked === 'left' })}
      {half({ view, block, part, isRepeated, side: 'right', row: right, painted: rightPaint, isLinked: linked === 'right' })}
    </>
  )
}

interface Half extends Pick<DiffLineProps, 'view' | 'block' | 'part'> {
  side: Side
  row: number
  painted: PaintedRow | undefined
  isLinked: boolean
  /** Differs from the other side in white space only. */
  isRepeated: boolean
}

function half({ view, block, part, side, row, painted, isLinked, isRepeated }: Half) {
  const { model, parts } = view
  const divider = side === 'right' ? styles['divider'] : ''
  if (row < 0 || !parts.has(row, part)) {
    const isNothing = row < 0
    const ground = isNothing ? styles['nothing'] : groundOf(isRepeated ? rowKinds.context : model.kind(row), false)
    return (
      <>
        {lineNumber(view, side, 0, row, `${ground} ${divider}`)}
        <div
          role="gridcell"
          className={`${styles['code']} ${ground}`}
          data-half={side}
          aria-label={isNothing ? t('no line') : t('line goes on')}
        />
      </>
    )
  }
  const kind = isRepeated ? rowKinds.context : model.kind(row)
  const line = side === 'left' ? model.oldLine(row) : model.newLine(row)
  const ground = groundOf(kind, isLinked)
  const edge = model.has(row, rowFlags.beyondHeader) ? styles['beyond'] : ''
  return (
    <>
      {lineNumber(view, side, part > 0 ? 0 : line, row, `${ground} ${divider} ${edge}`)}
      {codeCell({ view, block, row, part, side, kind, painted, ground })}
    </>
  )
}

// Every cell has the colors of its line itself: what it inherited would be styled anew, with all that is in it, whenever a row is another.
const groundOf = (kind: RowKind, isLinked: boolean) => (isLinked ? `${look[kind]} ${styles['linked']}` : (look[kind] ?? ''))

/** A click on it puts the line into the address; the canvas listens. */
function lineNumber(view: RowView, side: Side, line: number, row: number, ground: string) {
  const note = line > 0 ? view.notes?.byRow.get(row) : undefined
  const hasNote = note?.side === side
  return (
    <div
      role="gridcell"
      className={`${styles['number']} ${ground} ${hasNote ? styles['noted'] : ''}`}
      {...(line > 0 ? { 'data-line-side': side, 'data-line-row': row } : {})}
    >
      {hasNote && <NoteMark noteId={note.noteId} onNote={view.notes?.onNote} />}
      {line > 0 ? line : ''}
    </div>
  )
}
