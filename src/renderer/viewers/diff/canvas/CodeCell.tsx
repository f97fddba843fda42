import { t } from '../../../../shared/language/translate.ts'
import { mostSigns } from '../model/block-plan.ts'
import { type Side } from '../model/diff-place.ts'
import { rowFlags, type RowKind, rowKinds } from '../model/rows.ts'
import { formatBytes } from '../../../../shared/bytes.ts'
import { type Block } from '../model/diff-model.ts'
import { codeText, type Marks } from './CodeText.tsx'
import { type PaintedRow } from './paint-store.ts'
import { type RowView } from './row-view.ts'
import styles from './DiffLine.module.css'

interface CodeCell {
  view: RowView
  block: Block
  row: number
  part: number
  side: Side | 'both'
  /** What the row counts as; a row that differs in white space only counts as unchanged. */
  kind: RowKind
  painted: PaintedRow | undefined
  /** Names of the styles of the line's colors. */
  ground: string
}

const signOf: Record<RowKind, string> = {
  [rowKinds.hunk]: ' ',
  [rowKinds.text]: ' ',
  [rowKinds.context]: ' ',
  [rowKinds.added]: '+',
  [rowKinds.removed]: '\u2212',
}

const marksOf: Record<RowKind, Marks | undefined> = {
  [rowKinds.hunk]: undefined,
  [rowKinds.text]: undefined,
  [rowKinds.context]: undefined,
  [rowKinds.added]: 'added',
  [rowKinds.removed]: 'removed',
}

// Letters that stay within the height of their line. Marks pile up, and some signs are as high as three lines.
const tame =
  /^[\t -~\u00a0-\u024f\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2100-\u2bff\u3000-\u3029\u3030-\u3096\u30a0-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uffee]*$/

/** The signs and the text of one row, or a part of it. */
export function codeCell({ view, block, row, part, side, kind, painted, ground }: CodeCell) {
  const { model, parts } = view
  const piece = parts.part(row, part)
  if (piece.kind === 'cut') {
    return (
      <div role="gridcell" className={`${styles['code']} ${styles['cut']}`} data-half={side}>
        <span className={styles['sign']} />
        <button type="button" tabIndex={-1} className={styles['showAll']} onClick={() => view.onShowAll(row)}>
          {t('The line goes on: show all of its {bytes}', { bytes: formatBytes(piece.bytes) })}
        </button>
      </div>
    )
  }
  const hasColumns = block.file.parents > 1 && block.file.parents <= mostSigns
  const signs = hasColumns ? model.signs(row).replaceAll('-', '\u2212') : signOf[kind]
  const hasReturn = piece.isLast && model.has(row, rowFlags.carriageReturn) && model.mixesLineEnds(block)
  const hasEnd = piece.isLast && model.has(row, rowFlags.noNewline)
  const look = `${styles['code']} ${ground} ${hasColumns || hasReturn || hasEnd ? styles['parted'] : ''} ${tame.test(piece.text) ? '' : styles['clipped']}`
  return (
    <div role="gridcell" className={look} data-half={side}>
      <span className={styles['sign']} title={block.file.parents > mostSigns && part === 0 ? model.signs(row) : undefined}>
        {part === 0 ? signs : ' '.repeat(signs.length)}
      </span>
      <span className={styles['text']} data-row={row} data-start={piece.start} data-side={side}>
        {codeText(piece.text, piece.start, painted, marksOf[kind])}
      </span>
      {hasReturn && (
        <span className={styles['lineEnd']} title={t('Ends in a carriage return (CR LF)')}>
          CR
        </span>
      )}
      {hasEnd && (
        <span className={styles['lineEnd']} title={t('No newline at end of file')}>
          <span aria-hidden>⊘</span> {t('No newline at end of file')}
        </span>
      )}
    </div>
  )
}
