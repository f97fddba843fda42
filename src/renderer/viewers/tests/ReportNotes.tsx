import { Info, TriangleAlert } from 'lucide-react'
import { type NoteWords } from './note-words.ts'
import styles from './ReportNotes.module.css'

/** What to know before trusting what is shown. */
export function ReportNotes({ notes }: { notes: readonly NoteWords[] }) {
  if (notes.length === 0) return null
  return (
    <ul className={styles['notes']}>
      {notes.map(({ words, isSerious }) => (
        <li key={words} className={isSerious ? styles['serious'] : styles['note']}>
          {isSerious ? <TriangleAlert aria-hidden /> : <Info aria-hidden />}
          {words}
        </li>
      ))}
    </ul>
  )
}
