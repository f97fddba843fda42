import { type ReactNode } from 'react'
import { markedBit, tokenClasses } from '../../syntax/token-classes.ts'
import { splitUnseen } from '../model/unseen-characters.ts'
import { type PaintedRow } from './paint-store.ts'
import syntaxColors from '../../syntax/SyntaxColors.module.css'
import styles from './CodeText.module.css'

/** What marked words are. */
export type Marks = 'added' | 'removed'

function withSymbols(text: string): ReactNode {
  return (
    splitUnseen(text)?.map(({ text: piece, unseen }, index) =>
      unseen === undefined ? (
        piece
      ) : (
        <span key={index} className={styles['unseen']} title={unseen}>
          {piece}
        </span>
      ),
    ) ?? text
  )
}

/** A stretch of a row as text, with the syntaxColors and marks that have come for it. It begins at `start` in its row. */
export function codeText(text: string, start: number, painted: PaintedRow | undefined, marks: Marks | undefined): ReactNode {
  if (painted === undefined) return withSymbols(text)
  const { firsts, ends, classes } = painted.paint
  const pieces: ReactNode[] = []
  const last = firsts[painted.index + 1] ?? 0
  let position = 0
  for (let stretch = firsts[painted.index] ?? 0; stretch < last && position < text.length; stretch++) {
    const end = Math.min((ends[stretch] ?? 0) - start, text.length)
    if (end <= position) continue
    const code = classes[stretch] ?? 0
    const token = tokenClasses[code & ~markedBit] ?? 'plain'
    const isMarked = marks !== undefined && (code & markedBit) !== 0
    const piece = withSymbols(text.slice(position, end))
    if (token === 'plain' && !isMarked) pieces.push(piece)
    else {
      const name = `${token === 'plain' ? '' : syntaxColors[token]} ${isMarked ? styles[marks] : ''}`
      pieces.push(
        <span key={position} className={name}>
          {piece}
        </span>,
      )
    }
    position = end
  }
  if (position < text.length) pieces.push(withSymbols(text.slice(position)))
  return pieces
}
