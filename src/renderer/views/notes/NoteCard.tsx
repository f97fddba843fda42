import { t } from '../../../shared/language/translate.ts'
import { Check, CornerUpRight, Pencil, RotateCcw, Trash2 } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { spotWords } from '../../../shared/notes/note-prompt.ts'
import { longestNote, type PlacedNote } from '../../../shared/notes/note.ts'
import { useHref } from '../../state/navigation.ts'
import { type NoteActions } from '../../state/notes.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/controls/Button.tsx'
import { IconButton } from '../../ui/controls/IconButton.tsx'
import { IconLink } from '../../ui/controls/IconLink.tsx'
import { Moment } from '../../ui/words/Moment.tsx'
import { say, sayFailure, tellWhile } from '../../ui/notices/toasts.ts'
import styles from './Note.module.css'
import { spotDestination } from './note-destination.ts'
import { reasonWords, saveWords } from './note-words.ts'
import { NoteQuote } from './NoteQuote.tsx'

interface NoteCardProps {
  placed: PlacedNote
  /** The attempt that is looked at. */
  version: number
  /** It stands where the reader is. */
  isCurrent: boolean
  /** Absent where nothing can be written. */
  actions: NoteActions | undefined
}

/** A note with what it is about, and what can be done with it. Its words are text, never markup. */
export function NoteCard({ placed, version, isCurrent, actions }: NoteCardProps) {
  const { note, place, save: saving } = placed
  const href = useHref()
  const [isEditing, setIsEditing] = useState(false)
  const spot = place.is === 'placed' ? place.spot : note.spot
  const isResolved = note.resolvedAt !== null
  const where = spotWords(spot)
  const written = { specName: note.specName, taskId: note.taskId, version: note.version }
  const link = place.is === 'placed' ? spotDestination({ ...written, version }, place.spot) : spotDestination(written, note.spot)
  const change = async (changed: Parameters<NoteActions['change']>[1], done: string): Promise<boolean> => {
    try {
      if (actions !== undefined) await tellWhile(t('Saving the note…'), actions.change(note.noteId, changed))
      say(done)
      return true
    } catch (error) {
      sayFailure(error)
      return false
    }
  }
  const save = async (text: string) => {
    // What could not be saved stays in the field.
    if (text === note.text || (await change({ text }, t('Changed the note')))) setIsEditing(false)
  }
  const remove = async ({ remove: deleteNote, take }: NoteActions) => {
    try {
      const deleted = await tellWhile(t('Deleting the note…'), deleteNote(note.noteId))
      const restore = () => tellWhile(t('Restoring the note…'), take([deleted]))
      say(t('Deleted the note'), () => void restore().then(() => say(t('Restored the note')), sayFailure))
    } catch (error) {
      sayFailure(error)
    }
  }
  return (
    <article
      aria-label={t('Note on {where}', { where })}
      className={[styles['card'], isCurrent ? styles['current'] : '', isResolved ? styles['resolved'] : ''].join(' ')}
    >
      <header className={styles['head']}>
        <h3 className={styles['where']} title={where}>
          {where}
        </h3>
        {isResolved && <Badge tone="passed">{t('resolved')}</Badge>}
        {note.spot.on !== 'task' && (
          <IconLink
            label={
              place.is === 'placed'
                ? t('Go to {where}', { where })
                : t('Go to {where} in attempt {version}', { where, version: note.version })
            }
            href={href(link)}
          >
            <CornerUpRight />
          </IconLink>
        )}
        {actions !== undefined && (
          <>
            <IconButton
              label={isResolved ? t('Open again') : t('Resolve')}
              onClick={() => void change({ isResolved: !isResolved }, isResolved ? t('Opened the note again') : t('Resolved the note'))}
            >
              {isResolved ? <RotateCcw /> : <Check />}
            </IconButton>
            <IconButton label={t('Edit')} onClick={() => setIsEditing(true)}>
              <Pencil />
            </IconButton>
            <IconButton label={t('Delete the note')} onClick={() => void remove(actions)}>
              <Trash2 />
            </IconButton>
          </>
        )}
      </header>
      <NoteQuote spot={note.spot} anchor={note.anchor} />
      {isEditing && actions !== undefined ? (
        <NoteEditor text={note.text} onSave={save} onCancel={() => setIsEditing(false)} />
      ) : (
        <p className={styles['text']}>{note.text}</p>
      )}
      {place.is === 'unplaced' && (
        <p className={styles['lost']}>{t('Without a place here: {reason}.', { reason: reasonWords[place.reason] })}</p>
      )}
      <p className={styles['facts']}>
        {note.author !== null && `${note.author} · `}
        <Moment at={note.createdAt} />
        {note.version !== version && ` · ${t('on attempt {version}', { version: note.version })}`}
      </p>
      <p role="status" className={saving.is === 'failed' ? styles['bad'] : styles['facts']}>
        {saveWords(saving)}
      </p>
    </article>
  )
}

interface NoteEditorProps {
  text: string
  /** Resolves when the words were saved, or could not be. */
  onSave: (text: string) => Promise<void>
  onCancel: () => void
}

function NoteEditor({ text: given, onSave, onCancel }: NoteEditorProps) {
  const [text, setText] = useState(given)
  const [isSaving, setIsSaving] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => field.current?.focus(), [])
  const save = async () => {
    if (text.trim() === '' || isSaving) return
    setIsSaving(true)
    await onSave(text)
    setIsSaving(false)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save()
    else if (event.key === 'Escape') onCancel()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <>
      <textarea
        ref={field}
        aria-label={t('Words of the note')}
        className={styles['field']}
        rows={4}
        maxLength={longestNote}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={press}
      />
      <div className={styles['actions']}>
        <Button look="primary" disabled={text.trim() === '' || isSaving} onClick={() => void save()}>
          {t('Save note')}
        </Button>
        <Button look="quiet" onClick={onCancel}>
          {t('Cancel')}
        </Button>
      </div>
    </>
  )
}
