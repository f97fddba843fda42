import { t } from '../../../shared/language/translate.ts'
import { memo } from 'react'
import { formatCount } from '../../ui/words/plural.ts'
import { NoteMark } from '../parts/NoteMark.tsx'
import { cutSegments, type Layer } from './document/row-segments.ts'
import { type Fold } from './folds/fold-choice.ts'
import { foldAction, foldWords } from './folds/fold-words.ts'
import syntaxColors from '../syntax/SyntaxColors.module.css'
import styles from './LineRow.module.css'
import { type StampCell } from './stamps/stamp-column.ts'
import { type ShownRow } from './shown-row.ts'
import { type TextLook, textLook } from './text-look.ts'

export type RowTone = 'error' | 'warning'

export interface LineRowProps {
  row: ShownRow
  /** The piece of its text that stands on this line of the screen. */
  start: number
  end: number
  /** False for the second and later lines of a wrapped row. */
  isFirst: boolean
  rowIndex: number
  /** Its time, when lines begin with one. */
  stamp: StampCell | undefined
  /** Whether there is a column of times. */
  hasStamps: boolean
  /** The fold that begins here. */
  fold: Fold | undefined
  /** Whether any row has a fold, so that there is room for its button. */
  hasFolds: boolean
  tone: RowTone | undefined
  isMarked: boolean
  isCurrent: boolean
  layers: readonly Layer[]
  /** The first note that begins on this line. */
  noteId: string | undefined
  onNote: ((noteId: string) => void) | undefined
  /** Shows more of a row that is cut; absent where the text goes on. */
  onMore: (() => void) | undefined
}

const toneNames: Record<RowTone, string> = { error: t('error'), warning: t('warning') }
const toneSigns: Record<RowTone, string> = { error: '✕', warning: '!' }
// oxlint-disable-next-line no-control-regex -- these have pictures of their own
const unseen = /[\x00-\x08\x0a-\x1f\x7f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** Control characters as pictures, and marks that would turn the reading direction round as a sign. */
function picture(character: string): string {
  const code = character.charCodeAt(0)
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '\u2421' : '\u2426'
}

const plain: TextLook = { className: '', style: undefined }

/** One line of the screen: number, sign, text. Named syntaxColors and marks are layers on the text. */
export const LineRow = memo(function LineRow(props: LineRowProps) {
  const {
    row,
    start,
    end,
    isFirst,
    rowIndex,
    stamp,
    hasStamps,
    fold,
    hasFolds,
    tone,
    isMarked,
    isCurrent,
    layers,
    noteId,
    onNote,
    onMore,
  } = props
  const colors = new Map<string, TextLook>()
  const runs = row.runs.map((run, index): Layer => {
    colors.set(`run${index}`, textLook(run))
    return { start: run.start, end: run.end, look: `run${index}` }
  })
  const paint = (from: number, to: number) =>
    cutSegments(from, to, [...runs, ...layers]).map((segment) => {
      const text = row.text.slice(segment.start, segment.end).replace(unseen, picture)
      if (segment.looks.length === 0) return text
      const color = segment.looks.map((look) => colors.get(look)).find((look) => look !== undefined) ?? plain
      const marks = segment.looks.flatMap((look) => styles[look] ?? syntaxColors[look] ?? [])
      return (
        <span key={segment.start} className={[color.className, ...marks].join(' ')} style={color.style}>
          {text}
        </span>
      )
    })
  const lineClass = [
    styles['line'],
    tone === undefined ? '' : styles[tone],
    isMarked ? styles['marked'] : '',
    isCurrent ? styles['current'] : '',
  ]
  return (
    <div role="row" aria-rowindex={rowIndex + 1} className={lineClass.join(' ')}>
      <span role="rowheader" className={styles['gutter']}>
        {isFirst && noteId !== undefined && <NoteMark noteId={noteId} onNote={onNote} />}
        {isFirst && (
          <button type="button" tabIndex={-1} className={styles['lineNumber']} data-line={row.line + 1}>
            {row.line + 1}
          </button>
        )}
        <span className={styles['sign']} {...(isFirst && tone !== undefined ? { role: 'img', 'aria-label': toneNames[tone] } : {})}>
          {isFirst && tone !== undefined ? toneSigns[tone] : ''}
        </span>
        {hasFolds && (
          <span className={styles['foldSlot']}>
            {fold !== undefined && (
              <button
                type="button"
                tabIndex={-1}
                className={styles['foldButton']}
                aria-expanded={!fold.isFolded}
                aria-label={foldAction(fold)}
                data-fold={fold.head}
              >
                {fold.isFolded ? '▸' : '▾'}
              </button>
            )}
          </span>
        )}
      </span>
      {hasStamps && (
        <span
          role="cell"
          className={`${styles['stamp']} ${stamp?.isLate === true ? styles['late'] : ''} ${stamp?.words === undefined ? '' : styles['span']}`}
        >
          {stamp !== undefined && (stamp.words ?? paint(0, stamp.stamp.end))}
        </span>
      )}
      <span role="cell" className={styles['text']} data-text>
        {paint(start, end)}
      </span>
      {fold !== undefined && (fold.isFolded || fold.kind === 'repeat') && (
        <span className={`${styles['foldWords']} ${fold.kind === 'group' && fold.errors > 0 ? styles['foldErrors'] : ''}`}>
          {foldWords(fold)}
        </span>
      )}
      {onMore !== undefined && (
        <button type="button" className={styles['more']} onClick={onMore}>
          {t('… show {what}', { what: moreWords(row) })}
        </button>
      )}
    </div>
  )
})

const mostMore = 1_000_000

/** How far the next press goes: all of it, unless that is too much to lay out at once. */
export function nextLimit(row: ShownRow): number {
  return Math.min(row.cutFrom ?? 0, row.text.length + mostMore)
}

function moreWords(row: ShownRow): string {
  const rest = (row.cutFrom ?? 0) - row.text.length
  return rest <= mostMore
    ? t('all {rest} characters', { rest: formatCount(row.cutFrom ?? 0) })
    : t('{more} more of {rest} characters', { more: formatCount(mostMore), rest: formatCount(rest) })
}
