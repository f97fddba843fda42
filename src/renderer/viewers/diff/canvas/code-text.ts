// The text of a line with the colors and marks that have come for it, as nodes of the page.
import { markedBit, tokenClasses } from '../../syntax/token-classes.ts'
import { splitUnseen } from '../model/unseen-characters.ts'
import { type PaintedRow } from './paint-store.ts'
import syntaxColors from '../../syntax/SyntaxColors.module.css'
import styles from './CodeText.module.css'

/** What marked words are. */
export type Marks = 'added' | 'removed'

function withSymbols(text: string): (Node | string)[] {
  return (
    splitUnseen(text)?.map(({ text: piece, unseen }) => {
      if (unseen === undefined) return piece
      const symbol = document.createElement('span')
      symbol.className = styles['unseen'] ?? ''
      symbol.title = unseen
      symbol.textContent = piece
      return symbol
    }) ?? [text]
  )
}

/** A stretch of a row, which begins at `start` in it. */
export interface Stretch {
  text: string
  start: number
  painted: PaintedRow | undefined
  marks: Marks | undefined
}

/** The nodes that show the stretch; a single text when it is nothing but that. */
export function codeNodes({ text, start, painted, marks }: Stretch): (Node | string)[] {
  if (painted === undefined) return withSymbols(text)
  const { firsts, ends, classes } = painted.paint
  const nodes: (Node | string)[] = []
  const last = firsts[painted.index + 1] ?? 0
  let position = 0
  /** Where text begins that has no color of its own. */
  let plain = 0
  for (let stretch = firsts[painted.index] ?? 0; stretch < last && position < text.length; stretch++) {
    const end = Math.min((ends[stretch] ?? 0) - start, text.length)
    if (end <= position) continue
    const code = classes[stretch] ?? 0
    const token = tokenClasses[code & ~markedBit] ?? 'plain'
    const mark = marks !== undefined && (code & markedBit) !== 0 ? styles[marks] : undefined
    if (token !== 'plain' || mark !== undefined) {
      if (position > plain) nodes.push(...withSymbols(text.slice(plain, position)))
      const span = document.createElement('span')
      span.className = `${token === 'plain' ? '' : syntaxColors[token]} ${mark ?? ''}`
      span.append(...withSymbols(text.slice(position, end)))
      nodes.push(span)
      plain = end
    }
    position = end
  }
  if (plain < text.length || nodes.length === 0) nodes.push(...withSymbols(text.slice(plain)))
  return nodes
}
