import { t } from '../../../shared/language/translate.ts'
import { MessageSquare } from 'lucide-react'
import styles from './NoteMark.module.css'

/** Says in the gutter that a note stands on a line; keys reach notes by N and P. */
export function NoteMark({ noteId, onNote }: { noteId: string; onNote: ((noteId: string) => void) | undefined }) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={t('Note on this line')}
      title={t('Note')}
      className={styles['mark']}
      onClick={(event) => {
        event.stopPropagation()
        onNote?.(noteId)
      }}
    >
      <MessageSquare aria-hidden />
    </button>
  )
}
