import { t } from '../../../shared/language/translate.ts'
import { useHref } from '../../state/navigation.ts'
import { type NoteTask, useNotes } from '../../state/notes.ts'
import styles from './TaskTabs.module.css'

/** What of an attempt is shown below the attempts: what it left, or the notes. */
export function TaskTabs({ specName, taskId, version, show }: NoteTask & { version: number; show: 'notes' | undefined }) {
  const notes = useNotes({ specName, taskId, version })
  const href = useHref()
  const open = notes.state === 'ready' ? notes.value.filter(({ note }) => note.resolvedAt === null).length : 0
  const task = { at: 'task' as const, specName, taskId, version }
  return (
    <nav aria-label={t('Attempt {version}', { version })} className={styles['tabs']}>
      <a href={href(task)} aria-current={show === undefined ? 'page' : undefined}>
        {t('Artifacts')}
      </a>
      <a href={href({ ...task, show: 'notes' })} aria-current={show === 'notes' ? 'page' : undefined}>
        {t('Notes')}
        {open > 0 && <span className={styles['count']}> {open}</span>}
      </a>
    </nav>
  )
}
