// What the cells of a line of code show, as plain values: to draw a line is to write those that differ.
import { t } from '../../../../shared/language/translate.ts'
import { formatBytes } from '../../../../shared/bytes.ts'
import { mostSigns } from '../model/block-plan.ts'
import { type Block } from '../model/diff-model.ts'
import { type Side } from '../model/diff-place.ts'
import { rowFlags, type RowKind, rowKinds } from '../model/rows.ts'
import { type DiffLineProps } from './DiffLine.tsx'
import { type Marks } from './code-text.ts'
import { type PaintedRow } from './paint-store.ts'
import { type RowView } from './row-view.ts'
import styles from './DiffLine.module.css'

/** Two columns, two numbers before one text, or a text alone. */
export type LineShape = 'split' | 'inline' | 'message'

export interface NumberLook {
  name: string
  /** 0 for none. */
  line: number
  row: number
  /** Of the note that stands on the line. */
  noteId: string | undefined
}

export type LineEnd = 'return' | 'noNewline'

export interface TextLook {
  kind: 'text'
  sign: string
  /** All signs, where they are too many to be shown. */
  signTitle: string
  text: string
  row: number
  /** Where the text begins in its row. */
  start: number
  painted: PaintedRow | undefined
  marks: Marks | undefined
  ends: readonly LineEnd[]
}

export type CodeLook = { name: string } & (
  | TextLook
  | { kind: 'nothing'; label: string }
  /** The line is longer than what is shown of it. */
  | { kind: 'cut'; words: string; onShowAll: () => void }
)

export interface LineLook {
  shape: LineShape
  numbers: readonly NumberLook[]
  codes: readonly CodeLook[]
  /** On one of its numbers. */
  hasNote: boolean
}

const grounds: Record<RowKind, string> = {
  [rowKinds.hunk]: '',
  [rowKinds.text]: styles['message'] ?? '',
  [rowKinds.context]: '',
  [rowKinds.added]: styles['added'] ?? '',
  [rowKinds.removed]: styles['removed'] ?? '',
}

const signs: Record<RowKind, string> = {
  [rowKinds.hunk]: ' ',
  [rowKinds.text]: ' ',
  [rowKinds.context]: ' ',
  [rowKinds.added]: '+',
  [rowKinds.removed]: '\u2212',
}

const marks: Record<RowKind, Marks | undefined> = {
  [rowKinds.hunk]: undefined,
  [rowKinds.text]: undefined,
  [rowKinds.context]: undefined,
  [rowKinds.added]: 'added',
  [rowKinds.removed]: 'removed',
}

// Letters that stay within the height of their line. Marks pile up, and some signs are as high as three lines.
const tame =
  /^[\t -~\u00a0-\u024f\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2100-\u2bff\u3000-\u3029\u3030-\u3096\u30a0-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uffee]*$/

const noEnds: readonly LineEnd[] = []
const oneEnd: Record<LineEnd, readonly LineEnd[]> = { return: ['return'], noNewline: ['noNewline'] }
const bothEnds: readonly LineEnd[] = ['return', 'noNewline']

// Every cell has the colors of its line itself: what it inherited would be styled anew, with all that is in it, whenever a row is another.
const groundOf = (kind: RowKind, isLinked: boolean) => (isLinked ? `${grounds[kind]} ${styles['linked']}` : grounds[kind])

export function lineLook(props: DiffLineProps): LineLook {
  const kind = props.left < 0 ? rowKinds.context : props.view.model.kind(props.left)
  if (props.view.layout.options.mode === 'split' && kind !== rowKinds.text) return splitLook(props)
  const { view, block, left: row, part, leftPaint, linked } = props
  const { model, layout } = view
  const partner = kind === rowKinds.added ? layout.options.whitespace?.partnerOf(row) : undefined
  const shownKind = partner === undefined ? kind : rowKinds.context
  const ground = groundOf(shownKind, linked !== undefined)
  const code = codeLook({ view, block, row, part, kind: shownKind, painted: leftPaint, ground })
  if (kind === rowKinds.text) return { shape: 'message', numbers: [], codes: [code], hasNote: false }
  const edge = model.has(row, rowFlags.beyondHeader) ? `${ground} ${styles['beyond']}` : ground
  const numbers = [
    numberLook(view, 'left', part > 0 ? 0 : model.oldLine(partner ?? row), partner ?? row, edge),
    numberLook(view, 'right', part > 0 ? 0 : model.newLine(row), row, ground),
  ]
  return { shape: 'inline', numbers, codes: [code], hasNote: numbers.some(hasNoteOn) }
}

function splitLook({ view, block, left, right, part, leftPaint, rightPaint, linked }: DiffLineProps): LineLook {
  const isRepeated = left >= 0 && right >= 0 && left !== right && view.layout.options.whitespace?.partnerOf(right) === left
  const first = halfLook({ view, block, part, isRepeated, side: 'left', row: left, painted: leftPaint, isLinked: linked === 'left' })
  const second = halfLook({ view, block, part, isRepeated, side: 'right', row: right, painted: rightPaint, isLinked: linked === 'right' })
  const numbers = [first.number, second.number]
  return { shape: 'split', numbers, codes: [first.code, second.code], hasNote: numbers.some(hasNoteOn) }
}

interface Half extends Pick<DiffLineProps, 'view' | 'block' | 'part'> {
  side: Side
  row: number
  painted: PaintedRow | undefined
  isLinked: boolean
  /** Differs from the other side in white space only. */
  isRepeated: boolean
}

function halfLook({ view, block, part, side, row, painted, isLinked, isRepeated }: Half): { number: NumberLook; code: CodeLook } {
  const { model, parts } = view
  if (row < 0) {
    const name = styles['nothing'] ?? ''
    return { number: numberLook(view, side, 0, row, name), code: { name, kind: 'nothing', label: t('no line') } }
  }
  const kind = isRepeated ? rowKinds.context : model.kind(row)
  if (!parts.has(row, part)) {
    const name = groundOf(kind, false)
    return { number: numberLook(view, side, 0, row, name), code: { name, kind: 'nothing', label: t('line goes on') } }
  }
  const line = side === 'left' ? model.oldLine(row) : model.newLine(row)
  const ground = groundOf(kind, isLinked)
  const edge = model.has(row, rowFlags.beyondHeader) ? `${ground} ${styles['beyond']}` : ground
  return {
    number: numberLook(view, side, part > 0 ? 0 : line, row, edge),
    code: codeLook({ view, block, row, part, kind, painted, ground }),
  }
}

function numberLook(view: RowView, side: Side, line: number, row: number, name: string): NumberLook {
  const note = line > 0 ? view.notes?.byRow.get(row) : undefined
  const hasNote = note?.side === side
  return { name: hasNote ? `${name} ${styles['noted']}` : name, line, row, noteId: hasNote ? note.noteId : undefined }
}

const hasNoteOn = ({ noteId }: NumberLook) => noteId !== undefined

interface Code {
  view: RowView
  block: Block
  row: number
  part: number
  /** What the row counts as; a row that differs in white space only counts as unchanged. */
  kind: RowKind
  painted: PaintedRow | undefined
  ground: string
}

function codeLook({ view, block, row, part, kind, painted, ground }: Code): CodeLook {
  const { model, parts } = view
  const piece = parts.part(row, part)
  if (piece.kind === 'cut') {
    const words = t('The line goes on: show all of its {bytes}', { bytes: formatBytes(piece.bytes) })
    return { name: styles['cut'] ?? '', kind: 'cut', words, onShowAll: () => view.onShowAll(row) }
  }
  const hasColumns = block.file.parents > 1 && block.file.parents <= mostSigns
  const sign = hasColumns ? model.signs(row).replaceAll('-', '\u2212') : signs[kind]
  const ends = piece.isLast ? lineEnds(view, block, row) : noEnds
  const parted = hasColumns || ends.length > 0 ? ` ${styles['parted']}` : ''
  const clipped = tame.test(piece.text) ? '' : ` ${styles['clipped']}`
  return {
    name: `${ground}${parted}${clipped}`,
    kind: 'text',
    sign: part === 0 ? sign : ' '.repeat(sign.length),
    signTitle: block.file.parents > mostSigns && part === 0 ? model.signs(row) : '',
    text: piece.text,
    row,
    start: piece.start,
    painted,
    marks: marks[kind],
    ends,
  }
}

function lineEnds({ model }: RowView, block: Block, row: number): readonly LineEnd[] {
  const hasReturn = model.has(row, rowFlags.carriageReturn) && model.mixesLineEnds(block)
  if (model.has(row, rowFlags.noNewline)) return hasReturn ? bothEnds : oneEnd.noNewline
  return hasReturn ? oneEnd.return : noEnds
}
