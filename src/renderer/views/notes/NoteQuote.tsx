import { type Note } from '../../../shared/notes/note.ts'
import { plural } from '../../ui/words/plural.ts'
import styles from './Note.module.css'

const fewLines = 6

/** What a note is about, as it read when the note was written. */
export function NoteQuote({ spot, anchor }: Pick<Note, 'spot' | 'anchor'>) {
  if (anchor === null || anchor.text.every((line) => line.trim() === '')) return null
  const rest = anchor.count - Math.min(anchor.text.length, fewLines)
  return (
    <pre className={styles['quote']}>
      {anchor.text.slice(0, fewLines).map((line, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- lines have no other name, and never move
        <span key={index} className={spot.on === 'hunk' ? styles[lineTone(line)] : ''}>
          {line === '' ? ' ' : line}
          {'\n'}
        </span>
      ))}
      {rest > 0 && <span className={styles['more']}>… {plural(rest, 'more line')}</span>}
    </pre>
  )
}

const lineTone = (line: string) => (line.startsWith('+') ? 'added' : line.startsWith('-') ? 'removed' : 'context')
