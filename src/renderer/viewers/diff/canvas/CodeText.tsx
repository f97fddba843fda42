import { type ReactNode, memo } from 'react'
import { markedBit, tokenClasses } from '../marks/token-classes.ts'
import { type PaintedRow } from './paint-store.ts'
import styles from './CodeText.module.css'

interface CodeTextProps {
  text: string
  /** Where the text begins in its row. */
  start: number
  painted: PaintedRow | undefined
  /** Words that differ from the line beside are marked. */
  hasMarks: boolean
}

// Characters that would not be seen, or would turn the text around them: controls, direction marks, zero-width characters.
// oxlint-disable-next-line no-control-regex -- those are what it looks for
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g

/** One visible character for each, so that positions in the text stay the same. */
function symbolOf(character: string): string {
  const code = character.charCodeAt(0)
  if (code < 0x20) return String.fromCharCode(0x2400 + code)
  return code === 0x7f ? '\u2421' : '\u2370'
}

function withSymbols(text: string, key: number): ReactNode {
  unseen.lastIndex = 0
  if (!unseen.test(text)) return text
  const pieces: ReactNode[] = []
  let position = 0
  for (const { 0: character, index } of text.matchAll(unseen)) {
    if (index > position) pieces.push(text.slice(position, index))
    const name = `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
    pieces.push(
      <span key={`${key}-${index}`} className={styles['unseen']} title={name}>
        {symbolOf(character)}
      </span>,
    )
    position = index + 1
  }
  pieces.push(text.slice(position))
  return pieces
}

/** A stretch of a row as text, with the colours and marks that have come for it. */
export const CodeText = memo(function CodeText({ text, start, painted, hasMarks }: CodeTextProps) {
  if (painted === undefined) return withSymbols(text, 0)
  const { firsts, ends, classes } = painted.paint
  const pieces: ReactNode[] = []
  const last = firsts[painted.index + 1] ?? 0
  let position = 0
  for (let stretch = firsts[painted.index] ?? 0; stretch < last && position < text.length; stretch++) {
    const end = Math.min((ends[stretch] ?? 0) - start, text.length)
    if (end <= position) continue
    const code = classes[stretch] ?? 0
    const token = tokenClasses[code & ~markedBit] ?? 'plain'
    const isMarked = hasMarks && (code & markedBit) !== 0
    const piece = withSymbols(text.slice(position, end), position)
    if (token === 'plain' && !isMarked) pieces.push(piece)
    else {
      const name = `${token === 'plain' ? '' : styles[token]} ${isMarked ? styles['marked'] : ''}`
      pieces.push(
        <span key={position} className={name}>
          {piece}
        </span>,
      )
    }
    position = end
  }
  if (position < text.length) pieces.push(withSymbols(text.slice(position), position))
  return pieces
})
