import { memo, useLayoutEffect, useMemo, useRef } from 'react'
import { createPortal } from 'react-dom'
import { NoteMark } from '../../parts/NoteMark.tsx'
import { type Block } from '../model/diff-model.ts'
import { type Side } from '../model/diff-place.ts'
import { LineCells } from './line-cells.ts'
import { lineLook, type LineLook } from './line-look.ts'
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

/** One line of code on the canvas, or of a message. */
export const DiffLine = memo(function DiffLine(props: DiffLineProps) {
  const { view, unit, id, isCursor } = props
  const row = useRef<HTMLDivElement>(null)
  const look = lineLook(props)
  const cells = useMemo(() => new LineCells(look.shape), [look.shape])
  useLayoutEffect(() => row.current?.replaceChildren(...cells.elements), [cells])
  useLayoutEffect(() => cells.draw(look))
  return (
    <>
      <div
        ref={row}
        role="row"
        id={id}
        aria-rowindex={unit + 1}
        aria-selected={isCursor}
        className={isCursor ? `${styles['line']} ${styles['cursor']}` : styles['line']}
      />
      {look.hasNote && <NoteMarks look={look} cells={cells} onNote={view.notes?.onNote} />}
    </>
  )
})

interface NoteMarksProps {
  look: LineLook
  cells: LineCells
  onNote: ((noteId: string) => void) | undefined
}

/** In the numbers of the lines that the notes are on. */
function NoteMarks({ look, cells, onNote }: NoteMarksProps) {
  return look.numbers.map(({ noteId }, index) => {
    const cell = cells.numbers[index]
    return noteId === undefined || cell === undefined
      ? null
      : createPortal(<NoteMark noteId={noteId} onNote={onNote} />, cell.element, noteId)
  })
}
