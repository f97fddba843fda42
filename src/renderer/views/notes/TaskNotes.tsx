import { sayReason } from '../../../shared/language/say-reason.ts'
import { t } from '../../../shared/language/translate.ts'
import { ClipboardCopy, FileDown, NotebookPen, StickyNote } from 'lucide-react'
import { noteFileOf, parseNoteFile } from '../../../shared/notes/note-file.ts'
import { formatNotePrompt } from '../../../shared/notes/note-prompt.ts'
import { type PlacedNote } from '../../../shared/notes/note.ts'
import { useNoteDraft, writeNote } from '../../state/note-draft.ts'
import { type NoteActions, type NoteTask, useNoteActions, useNotes } from '../../state/notes.ts'
import { useShortcuts } from '../../state/shortcuts.ts'
import { useWritable } from '../../state/store.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { PickButton } from '../../ui/controls/PickButton.tsx'
import { plural } from '../../ui/words/plural.ts'
import { copyText, say, sayFailure, tellWhile } from '../../ui/notices/toasts.ts'
import { sayOnlyRead } from '../store/only-read.ts'
import { saveJson } from './save-json.ts'
import { groupNotes } from './note-groups.ts'
import { NoteCard } from './NoteCard.tsx'
import { NoteComposer } from './NoteComposer.tsx'
import styles from './TaskNotes.module.css'

/** All notes of a task, with the places that they have in one attempt. */
export function TaskNotes({ specName, taskId, version }: NoteTask & { version: number }) {
  const loaded = useNotes({ specName, taskId, version })
  const isWritable = useWritable()
  const actions = useNoteActions({ specName, taskId })
  const open = useNoteDraft()
  const draft = open?.specName === specName && open.taskId === taskId && open.spot.on === 'task' ? open : undefined
  const write = () => writeNote({ specName, taskId, version, spot: { on: 'task' } })
  useShortcuts({ note: () => (isWritable ? write() : sayOnlyRead()) })
  return (
    <Loaded from={loaded} label={t('Loading the notes')}>
      {(notes) => (
        <section aria-label={t('Notes')} className={styles['notes']}>
          <div role="toolbar" aria-label={t('Notes')} className={styles['bar']}>
            <Button disabled={!isWritable} onClick={write}>
              <NotebookPen aria-hidden />
              {t('Note on the task')}
            </Button>
            <CopyPrompt task={{ specName, taskId, version }} notes={notes} />
            <Button
              disabled={notes.length === 0}
              onClick={() =>
                saveJson(`notes ${specName} ${taskId}.json`.replaceAll(/[\\/:*?"<>|]/g, '_'), noteFileOf(notes.map(({ note }) => note)))
              }
            >
              <FileDown aria-hidden />
              {t('Save as JSON')}
            </Button>
            <TakeIn actions={actions} isDisabled={!isWritable} />
          </div>
          {draft !== undefined && <NoteComposer key={JSON.stringify(draft)} draft={draft} onClose={() => undefined} />}
          {notes.length === 0 && draft === undefined && (
            <Notice icon={<StickyNote aria-hidden />} title={t('No notes yet')}>
              {t('Press c on a line of a diff or log, on a hunk or on a test; here, for a note on the task as a whole.')}
            </Notice>
          )}
          {groupNotes(notes).map(({ title, notes: group }) => (
            <section key={title} aria-label={title} className={styles['group']}>
              <h2 className={styles['title']} title={title}>
                {title} <span className={styles['count']}>{group.length}</span>
              </h2>
              {group.map((placed) => (
                <NoteCard
                  key={placed.note.noteId}
                  placed={placed}
                  version={version}
                  isCurrent={false}
                  actions={isWritable ? actions : undefined}
                />
              ))}
            </section>
          ))}
        </section>
      )}
    </Loaded>
  )
}

function CopyPrompt({ task, notes }: { task: NoteTask & { version: number }; notes: readonly PlacedNote[] }) {
  const open = notes.filter(({ note, place }) => note.resolvedAt === null && !(place.is === 'unplaced' && place.reason === 'written-later'))
  const copy = () => void copyText(formatNotePrompt(task, open), t('Copied {notes} as a prompt', { notes: plural(open.length, 'note') }))
  return (
    <Button disabled={open.length === 0} onClick={copy}>
      <ClipboardCopy aria-hidden />
      {t('Copy as prompt')}
    </Button>
  )
}

function TakeIn({ actions, isDisabled }: { actions: NoteActions; isDisabled: boolean }) {
  const take = async ([file]: FileList) => {
    if (file === undefined) return
    try {
      const read = parseNoteFile(await file.text())
      if ('problem' in read) {
        say(t('{name} was not taken in: {problem}', { name: file.name, problem: sayReason(read.problem) }))
        return
      }
      const { added, updated, same } = await tellWhile(t('Taking in the notes…'), actions.take(read.notes))
      say(t('Took in {notes}, {updated} changed, {same} known already', { notes: plural(added, 'new note'), updated, same }))
    } catch (error) {
      sayFailure(error)
    }
  }
  return (
    <PickButton accept=".json,application/json" disabled={isDisabled} onPick={(files) => void take(files)}>
      {t('Take in JSON')}
    </PickButton>
  )
}
