import { t } from '../../../../shared/language/translate.ts'
import { Sentence } from '../../../ui/words/Sentence.tsx'
import { FileQuestion, Info, TriangleAlert } from 'lucide-react'
import { type ReactNode } from 'react'
import { Button } from '../../../ui/controls/Button.tsx'
import { plural } from '../../../ui/words/plural.ts'
import { type DiffState } from '../diff-reader.ts'
import { diffNotes, type DiffNote } from '../model/diff-notes.ts'
import styles from './DiffNotes.module.css'

interface DiffNotesProps {
  diff: DiffState
  missingPlace: string | undefined
  onHunk: (row: number) => void
}

/** What the reader must know to read this diff rightly. */
export function DiffNotes({ diff, missingPlace, onHunk }: DiffNotesProps) {
  const notes = diffNotes(diff)
  if (notes.length === 0 && missingPlace === undefined) return null
  return (
    <ul className={styles['notes']} aria-label={t('Notes about this diff')}>
      {missingPlace !== undefined && (
        <li className={styles['warning']}>
          <TriangleAlert aria-hidden />
          <span>{t('This diff does not show {missingPlace}.', { missingPlace })}</span>
        </li>
      )}
      {notes.map((note) => (
        <li key={note.code} className={note.code === 'treated' ? styles['note'] : styles['warning']}>
          {noteWords(note, onHunk)}
        </li>
      ))}
    </ul>
  )
}

function noteWords(note: DiffNote, onHunk: (row: number) => void): ReactNode {
  switch (note.code) {
    case 'no-diff':
      return (
        <>
          <FileQuestion aria-hidden />
          <span>{t('This is not a diff: no changed file was found in it. Its text is shown as it is.')}</span>
        </>
      )
    case 'context-diff':
      return (
        <>
          <FileQuestion aria-hidden />
          <span>
            <Sentence
              words="This is a context diff ({context}). Its text is shown as it is; a unified diff ({unified}) is shown side by side."
              of={{ context: <code>diff -c</code>, unified: <code>diff -u</code> }}
            />
          </span>
        </>
      )
    case 'other-form':
      return (
        <>
          <FileQuestion aria-hidden />
          <span>
            <Sentence
              words="This has the form of {form}. Its text is shown as it is; a unified diff ({unified}) is shown side by side."
              of={{ form: <code>{note.form}</code>, unified: <code>diff -u</code> }}
            />
          </span>
        </>
      )
    case 'word-diff':
      return (
        <>
          <FileQuestion aria-hidden />
          <span>
            <Sentence
              words="This is a word diff ({words}): its changes stand within the lines and are shown as they are. A diff of lines is shown side by side."
              of={{ words: <code>git diff --word-diff</code> }}
            />
          </span>
        </>
      )
    case 'unclear-signs':
      return (
        <>
          <FileQuestion aria-hidden />
          <span>
            <Sentence
              words="Its lines have other signs than + and − ({option}), and its hunks do not tell which of them is which. Its text is shown as it is."
              of={{ option: <code>--output-indicator-new</code> }}
            />
          </span>
        </>
      )
    case 'range-diff':
      return (
        <>
          <FileQuestion aria-hidden />
          <span>
            <Sentence
              words="This compares two series of commits ({range}). Its text is shown as it is; compare two diffs to see them side by side."
              of={{ range: <code>git range-diff</code> }}
            />
          </span>
        </>
      )
    case 'lies':
      return (
        <>
          <TriangleAlert aria-hidden />
          <span>
            {note.rows.length === 1
              ? t('{hunks} does not match its header. What is there is shown.', { hunks: plural(1, 'hunk') })
              : t('{hunks} do not match their headers. What is there is shown.', { hunks: plural(note.rows.length, 'hunk') })}
          </span>
          <Button look="quiet" onClick={() => onHunk(note.rows[0] ?? 0)}>
            {t('Show the first')}
          </Button>
        </>
      )
    case 'treated':
      return (
        <>
          <Info aria-hidden />
          <span>{note.words}</span>
        </>
      )
  }
}
