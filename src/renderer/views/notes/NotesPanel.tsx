import { listed, t } from '../../../shared/language/translate.ts'
import { type PlacedNote } from '../../../shared/notes/note.ts'
import { useHref } from '../../state/navigation.ts'
import { type NoteDraft } from '../../state/note-draft.ts'
import { useNoteActions } from '../../state/notes.ts'
import { type ArtifactDestination } from '../../state/route.ts'
import { useWritable } from '../../state/store.ts'
import { plural } from '../../ui/words/plural.ts'
import { isAtSpot } from './note-destination.ts'
import { NoteCard } from './NoteCard.tsx'
import { NoteComposer } from './NoteComposer.tsx'
import styles from './NotesPanel.module.css'

interface NotesPanelProps {
  to: ArtifactDestination
  /** Those that stand in the artifact. */
  notes: readonly PlacedNote[]
  /** How many of the task's notes have no place in this attempt. */
  unplaced: number
  draft: NoteDraft | undefined
  onClose: () => void
}

/** The notes of the open artifact beside it, and the one that is being written. */
export function NotesPanel({ to, notes, unplaced, draft, onClose }: NotesPanelProps) {
  const actions = useNoteActions(to)
  const isWritable = useWritable()
  const href = useHref()
  const { specName, taskId, version } = to
  return (
    <aside aria-label={t('Notes')} className={styles['panel']}>
      {draft !== undefined && <NoteComposer key={JSON.stringify(draft)} draft={draft} onClose={onClose} />}
      {notes.map((placed) => (
        <NoteCard
          key={placed.note.noteId}
          placed={placed}
          version={version}
          isCurrent={placed.place.is === 'placed' && placed.place.spot.on !== 'task' && isAtSpot(to, placed.place.spot)}
          actions={isWritable ? actions : undefined}
        />
      ))}
      <a className={styles['all']} href={href({ at: 'task', specName, taskId, version, show: 'notes' })}>
        {listed([t('All notes of the task'), ...(unplaced > 0 ? [plural(unplaced, 'unplaced one')] : [])])}
      </a>
    </aside>
  )
}
