import { t } from '../../../shared/language/translate.ts'
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { describeError } from '../../../shared/error-words.ts'
import { spotWords } from '../../../shared/notes/note-prompt.ts'
import { longestNote } from '../../../shared/notes/note.ts'
import { closeNote, draftText, keepDraftText, type NoteDraft } from '../../state/note-draft.ts'
import { useNoteActions, useQuote } from '../../state/notes.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { say, sayFailure, tellWhile } from '../../ui/notices/toasts.ts'
import styles from './Note.module.css'
import { NoteQuote } from './NoteQuote.tsx'

interface NoteComposerProps {
  draft: NoteDraft
  /** The note was written or given up: the focus goes back to where the reader was. */
  onClose: () => void
}

/** Where the words of a new note are written. They are kept while it is closed, until they are saved. */
export function NoteComposer({ draft, onClose }: NoteComposerProps) {
  const { add } = useNoteActions(draft)
  const quote = useQuote(draft)
  const [text, setText] = useState(() => draftText(draft))
  const [isSaving, setIsSaving] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const title = useId()
  useEffect(() => field.current?.focus(), [])
  const spot = quote.state === 'ready' ? quote.value.spot : draft.spot
  const problem = quote.state === 'failed' ? describeError(quote.error).what : undefined

  const close = (isDone: boolean) => {
    closeNote(isDone)
    onClose()
  }
  const save = async () => {
    if (text.trim() === '' || isSaving) return
    setIsSaving(true)
    try {
      const { save: saved } = await tellWhile(t('Saving the note…'), add(draft.version, draft.spot, text))
      if (saved.is === 'failed') say(t('The note is not saved yet; that is tried again'))
      close(true)
    } catch (error) {
      setIsSaving(false)
      sayFailure(error)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void save()
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save()
    else if (event.key === 'Escape') close(false)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <form aria-labelledby={title} className={[styles['card'], styles['composer']].join(' ')} onSubmit={submit}>
      <h3 id={title} className={styles['where']}>
        {t('Note on {spotWords}', { spotWords: spotWords(spot) })}
      </h3>
      {quote.state === 'ready' && <NoteQuote {...quote.value} />}
      {problem !== undefined && (
        <p role="alert" className={styles['bad']}>
          {problem}
        </p>
      )}
      <textarea
        ref={field}
        aria-label={t('Words of the note')}
        className={styles['field']}
        rows={4}
        value={text}
        maxLength={longestNote}
        onChange={(event) => {
          setText(event.target.value)
          keepDraftText(draft, event.target.value)
        }}
        onKeyDown={press}
      />
      <div className={styles['actions']}>
        <Button type="submit" look="primary" disabled={text.trim() === '' || isSaving || problem !== undefined} title="Ctrl+Enter">
          {t('Save note')}
        </Button>
        <Button look="quiet" onClick={() => close(false)}>
          {t('Cancel')}
        </Button>
      </div>
    </form>
  )
}
